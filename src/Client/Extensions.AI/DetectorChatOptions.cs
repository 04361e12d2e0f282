namespace Detector.Client.Chat;

/// <summary>What a <see cref="DetectorChatClient"/> tells the monitor about a response besides its text.</summary>
public sealed record DetectorChatOptions
{
    /// <summary>
    /// Names the part of the data that a response belongs to, a topic or a language for example, at most 256 bytes; null for none. Called
    /// after each response on the caller's thread, so it should be quick. A response for which it throws has no subset. The default
    /// value is null.
    /// </summary>
    public Func<ObservedChat, string?>? Subset { get; init; }

    /// <summary>
    /// Send the text of the last user message as the prompt. Without it responses to the same conversation are still grouped, by a hash.
    /// The default value is true.
    /// </summary>
    public bool SendPrompt { get; init; } = true;
}

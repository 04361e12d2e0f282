using System.Runtime.CompilerServices;
using System.Text;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detector.Client.Chat;

/// <summary>
/// Gives the text of every response of a chat client to a <see cref="DetectorObserver"/>, without delaying or failing a call: responses,
/// updates and exceptions of the inner client pass through untouched.
/// </summary>
/// <remarks>
/// A response is one sample. Its prompt is the text of the last user message, left out when it is blank or longer than the observer's
/// MaxPromptBytes. Its group is a hash of the whole conversation that was sent, so that responses to the same conversation form a group.
/// A streaming response is observed when it is complete; one that fails, or that the consumer breaks off, is not. Responses without text,
/// of tool calls only for example, are passed over.
/// </remarks>
public sealed partial class DetectorChatClient : DelegatingChatClient
{
    private readonly DetectorObserver _observer;
    private readonly DetectorChatOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;

    /// <summary>Watches a chat client.</summary>
    /// <param name="innerClient">The client, which is disposed of with this one.</param>
    /// <param name="observer">Takes the responses. It stays the caller's.</param>
    /// <param name="options">What is told besides the text; null for the defaults.</param>
    /// <param name="logger">Told of a subset selector that throws; null for nobody.</param>
    /// <param name="clock">Gives the samples their times; null for the system's.</param>
    public DetectorChatClient(
        IChatClient innerClient,
        DetectorObserver observer,
        DetectorChatOptions? options = null,
        ILogger<DetectorChatClient>? logger = null,
        TimeProvider? clock = null)
        : base(innerClient)
    {
        ArgumentNullException.ThrowIfNull(observer);
        _observer = observer;
        _options = options ?? new DetectorChatOptions();
        _log = logger ?? NullLogger<DetectorChatClient>.Instance;
        _clock = clock ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Read once, also where it is a sequence that can be read only once.
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var sample = Prepare(sent, options);
        var response = await base.GetResponseAsync(sent, options, cancellationToken).ConfigureAwait(false);
        if (sample is not null)
        {
            Observe(sample, sent, options, response, static response => response?.Text);
        }

        return response;
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var sample = Prepare(sent, options);
        var text = new ResponseText(_observer.MaxTextBytes);
        await foreach (var update in base.GetStreamingResponseAsync(sent, options, cancellationToken).ConfigureAwait(false))
        {
            text.Add(update);
            yield return update;
        }

        if (sample is not null)
        {
            Observe(sample, sent, options, text, static text => text.ToString());
        }
    }

    /// <inheritdoc/>
    /// <remarks>Also gives the <see cref="DetectorObserver"/>, whose counts tell what became of the responses.</remarks>
    public override object? GetService(System.Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(DetectorObserver) ? _observer : base.GetService(serviceType, serviceKey);

    // Before the call, because messages may be changed by the time it is answered.
    private Sample? Prepare(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        try
        {
            var sample = new Sample { Group = ConversationHash.Of(messages, options) };
            if (_options.SendPrompt && messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text is { Length: > 0 } prompt
                && Encoding.UTF8.GetByteCount(prompt) <= _observer.MaxPromptBytes)
            {
                sample.Prompt = prompt;
            }

            return sample;
        }
        catch (Exception thrown)
        {
            LogUnread(thrown, _observer.Monitor);
            return null;
        }
    }

    private void Observe<T>(Sample sample, IReadOnlyList<ChatMessage> messages, ChatOptions? options, T response, Func<T, string?> textOf)
    {
        try
        {
            if (textOf(response) is not { } text || string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            sample.Text = text;
            sample.Time = Timestamp.FromDateTimeOffset(_clock.GetUtcNow());
            if (Subset(new ObservedChat(messages, options, text)) is { } subset)
            {
                sample.Subset = subset;
            }

            _observer.Observe(sample);
        }
        catch (Exception thrown)
        {
            LogUnread(thrown, _observer.Monitor);
        }
    }

    private string? Subset(ObservedChat chat)
    {
        try
        {
            return _options.Subset?.Invoke(chat);
        }
        catch (Exception thrown)
        {
            LogSubset(thrown, _observer.Monitor);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "A chat call watched by monitor {Monitor} could not be read and is not observed")]
    private partial void LogUnread(Exception exception, string monitor);

    [LoggerMessage(2, LogLevel.Warning, "The subset selector of monitor {Monitor} threw an exception; the response has no subset")]
    private partial void LogSubset(Exception exception, string monitor);
}

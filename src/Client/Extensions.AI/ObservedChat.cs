using Microsoft.Extensions.AI;

namespace Detector.Client.Chat;

/// <summary>A chat call and what came of it, for <see cref="DetectorChatOptions.Subset"/>.</summary>
/// <param name="Messages">The messages that were sent.</param>
/// <param name="Options">The options that were sent; null without.</param>
/// <param name="Text">The whole text of the response.</param>
public sealed record ObservedChat(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options, string Text);

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Detector.Client.Tests.Chat;

/// <summary>A chat client that gives what it was made with and remembers what it was sent.</summary>
internal sealed class ScriptedChat : IChatClient
{
    public Func<ChatResponse> Response { get; init; } = () => new ChatResponse(new ChatMessage(ChatRole.Assistant, "answer"));

    public IReadOnlyList<ChatResponseUpdate> Updates { get; init; } = [];

    /// <summary>Thrown after the updates, or instead of the response.</summary>
    public Exception? Error { get; init; }

    public List<(IEnumerable<ChatMessage> Messages, ChatOptions? Options, CancellationToken Token)> Calls { get; } = [];

    public bool IsDisposed { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls.Add((messages, options, cancellationToken));
        return Error is null ? Task.FromResult(Response()) : Task.FromException<ChatResponse>(Error);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Calls.Add((messages, options, cancellationToken));
        foreach (var update in Updates)
        {
            await Task.Yield();
            yield return update;
        }

        if (Error is not null)
        {
            throw Error;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose() => IsDisposed = true;
}

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Detector.Pipelines.Running;

/// <summary>A chat client that answers at once with one text after the other, so that what is around it shows in the time of a call.</summary>
/// <param name="texts">The texts.</param>
internal sealed class CannedChat(IReadOnlyList<string> texts) : IChatClient
{
    private const int UpdatesOfAResponse = 20;

    private readonly ChatResponse[] _responses = [.. texts.Select(text => new ChatResponse(new ChatMessage(ChatRole.Assistant, text)))];
    private readonly ChatResponseUpdate[][] _updates = [.. texts.Select(Cut)];
    private int _next = -1;

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_responses[Next()]);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var update in _updates[Next()])
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private int Next() => (int)((uint)Interlocked.Increment(ref _next) % (uint)_responses.Length);

    private static ChatResponseUpdate[] Cut(string text) =>
        [.. text.Chunk(Math.Max(1, (text.Length + UpdatesOfAResponse - 1) / UpdatesOfAResponse)).Select(part => new ChatResponseUpdate(ChatRole.Assistant, new string(part)))];
}

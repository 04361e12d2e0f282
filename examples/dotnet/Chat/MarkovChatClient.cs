using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Detector.Examples.Chat;

/// <summary>
/// A chat client that needs no network: it answers with a sentence of a Markov chain over a few built-in lines about the last word of the
/// question. A sample, no model to use; take any other <see cref="IChatClient"/> in its place.
/// </summary>
/// <param name="seed">Decides the answers.</param>
internal sealed class MarkovChatClient(int seed) : IChatClient
{
    private const int MostWords = 40;

    private static readonly Dictionary<string, string> Lines = new()
    {
        ["rivers"] = """
            a river carries the mountain to the sea one grain at a time . a river in spring is louder than the road beside it .
            the sea takes every river and never asks where it came from . the road follows the river because the river was there first .
            a mountain feeds a river all summer with the snow of the winter . the winter is the time when the river sleeps under the ice .
            """,
        ["ships"] = """
            a ship is safe in the harbour and useless there . the harbour is full of ships that wait for the wind .
            the wind turns in the evening and the ships leave one after the other . a captain reads the sky before the captain reads the map .
            the map shows every rock but not the fog . the fog hides the harbour until the bell of the harbour is near .
            """,
        ["bread"] = """
            bread needs flour and water and salt and most of all time . the oven is hot before the baker is awake .
            the baker knows by the sound whether the bread is done . a crust that sings when it cools is a good crust .
            the dough rises overnight and the baker rises before the dough . flour from one field makes bread of one kind .
            """,
    };

    private readonly Dictionary<string, Dictionary<string, List<string>>> _chains = Lines.ToDictionary(pair => pair.Key, pair => Chain(pair.Value));
    private readonly Random _random = new(seed);

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Join(' ', Answer(messages)))));

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var (i, word) in Answer(messages).Index())
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, i == 0 ? word : $" {word}");
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private List<string> Answer(IEnumerable<ChatMessage> messages)
    {
        var topic = messages.LastOrDefault()?.Text.Split(' ')[^1] ?? "";
        var chain = _chains.GetValueOrDefault(topic) ?? _chains["rivers"];
        List<string> answer = [];
        lock (_random)
        {
            var word = ".";
            do
            {
                var followers = chain[word];
                word = followers[_random.Next(followers.Count)];
                answer.Add(word);
            }
            while (word != "." && answer.Count < MostWords);
        }

        return answer;
    }

    // Which words follow each word; a sentence follows a full stop.
    private static Dictionary<string, List<string>> Chain(string lines)
    {
        var words = lines.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, List<string>> followers = [];
        for (var i = 0; i < words.Length; i++)
        {
            var before = i == 0 ? "." : words[i - 1];
            followers.TryAdd(before, []);
            followers[before].Add(words[i]);
        }

        return followers;
    }
}

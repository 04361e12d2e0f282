using Detector.Client.Chat;
using Microsoft.Extensions.AI;

namespace Detector.Client.Tests.Chat;

public sealed class ConversationHashTests
{
    [Fact]
    public void Equal_conversations_have_equal_names() => Assert.Equal(Name(Conversation(), Options()), Name(Conversation(), Options()));

    [Fact]
    public void Any_difference_in_what_is_sent_makes_another_name()
    {
        var large = new byte[100_000];
        var other = new byte[100_000];
        other[^1] = 1;
        string[] names =
        [
            Name(Conversation(), Options()),
            Name(Conversation(), null),
            Name(Conversation(), new ChatOptions { Instructions = "Be kind." }),
            Name(Conversation(), new ChatOptions { ConversationId = "Be brief." }),
            Name([.. Conversation(), new ChatMessage(ChatRole.User, "more")], Options()),
            Name([.. Conversation(), new ChatMessage(ChatRole.Assistant, "more")], Options()),
            Name([.. Conversation(), new ChatMessage(ChatRole.User, [new TextContent("mo"), new TextContent("re")])], Options()),
            Name([new ChatMessage(ChatRole.User, [new DataContent(large, "image/png")])], null),
            Name([new ChatMessage(ChatRole.User, [new DataContent(other, "image/png")])], null),
            Name([new ChatMessage(ChatRole.User, [new DataContent(other, "image/gif")])], null),
            Name([new ChatMessage(ChatRole.User, [new UriContent("http://example.org/a", "image/gif")])], null),
            Name([new ChatMessage(ChatRole.User, [new UriContent("http://example.org/b", "image/gif")])], null),
            Name([new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "tool", new Dictionary<string, object?> { ["a"] = 1 })])], null),
            Name([new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "tool", new Dictionary<string, object?> { ["a"] = 2 })])], null),
            Name([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "sunny")])], null),
            Name([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "rainy")])], null),
        ];
        Assert.Distinct(names);
        Assert.All(names, name => Assert.Matches("^[0-9a-f]{32}$", name));
    }

    [Fact]
    public void The_random_id_of_a_tool_call_makes_no_difference() => Assert.Equal(
        Name([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "sunny")])], null),
        Name([new ChatMessage(ChatRole.Tool, [new FunctionResultContent("2", "sunny")])], null));

    private static string Name(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => ConversationHash.Of(messages, options);

    private static ChatMessage[] Conversation() => [new(ChatRole.System, "Be exact."), new(ChatRole.User, "Why?")];

    private static ChatOptions Options() => new() { Instructions = "Be brief." };
}

using Detector.Client.Chat;
using Detector.Client.Tests.Observing;
using Detector.Client.Tests.Service;
using Detector.V1;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Client.Tests.Chat;

public sealed class DetectorChatClientTests : IAsyncLifetime, IDisposable
{
    private static readonly ChatMessage[] Question =
        [new(ChatRole.System, "Be brief."), new(ChatRole.User, "first"), new(ChatRole.Assistant, "ok"), new(ChatRole.User, "second")];

    private ScriptedService _service = null!;
    private DetectorClient _client = null!;
    private DetectorObserver _observer = null!;

    public async Task InitializeAsync()
    {
        _service = await ScriptedService.StartAsync();
        _client = _service.Connect(ObserverFixture.Quick);
        _observer = new DetectorObserver(_client, "m");
    }

    public async Task DisposeAsync()
    {
        await _observer.DisposeAsync();
        await _service.DisposeAsync();
    }

    public void Dispose()
    {
        _observer.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_response_passes_through_and_is_observed_with_prompt_group_subset_and_time()
    {
        var inner = new ScriptedChat();
        using var chat = Watch(inner, new DetectorChatOptions { Subset = call => $"{call.Messages.Count}{call.Options!.ModelId}{call.Text}" });
        var options = new ChatOptions { ModelId = "x" };
        using var cancellation = new CancellationTokenSource();
        var response = await chat.GetResponseAsync(Question, options, cancellation.Token);
        Assert.Equal("answer", response.Text);
        var (messages, sent, token) = Assert.Single(inner.Calls);
        Assert.Same(Question, messages);
        Assert.Same(options, sent);
        Assert.Equal(cancellation.Token, token);
        var sample = Assert.Single(await SamplesAsync());
        Assert.Equal(("answer", "second", "4xanswer"), (sample.Text, sample.Prompt, sample.Subset));
        Assert.Equal(32, sample.Group.Length);
        Assert.NotNull(sample.Time);
    }

    [Fact]
    public async Task Updates_pass_through_untouched_and_in_order_and_their_text_is_observed()
    {
        ChatResponseUpdate[] updates =
        [
            new(ChatRole.Assistant, "one "), new(null, []), new(null, [new FunctionCallContent("1", "tool")]), new(null, "two "),
            new(null, [new TextContent("three"), new UsageContent(new UsageDetails())]),
        ];
        using var chat = Watch(new ScriptedChat { Updates = updates });
        List<ChatResponseUpdate> received = [];
        await foreach (var update in chat.GetStreamingResponseAsync(Question))
        {
            received.Add(update);
        }

        Assert.Equal(updates.Length, received.Count);
        Assert.All(updates.Zip(received), pair => Assert.Same(pair.First, pair.Second));
        var sample = Assert.Single(await SamplesAsync());
        Assert.Equal(("one two three", "second"), (sample.Text, sample.Prompt));
    }

    [Fact]
    public async Task A_stream_and_a_response_to_one_conversation_are_one_group()
    {
        using var chat = Watch(new ScriptedChat { Updates = [new ChatResponseUpdate(ChatRole.Assistant, "answer")] });
        await chat.GetResponseAsync(Question);
        await chat.GetStreamingResponseAsync(Question).ToListAsync();
        await chat.GetResponseAsync([.. Question.Select(message => message.Clone())]);
        var samples = await SamplesAsync();
        Assert.Equal(3, samples.Length);
        Assert.Single(samples.Select(sample => sample.Group).Distinct());
    }

    [Fact]
    public async Task A_stream_that_the_consumer_breaks_off_is_not_observed()
    {
        using var chat = Watch(new ScriptedChat { Updates = [new ChatResponseUpdate(ChatRole.Assistant, "one"), new ChatResponseUpdate(null, "two")] });
        await foreach (var update in chat.GetStreamingResponseAsync(Question))
        {
            break;
        }

        Assert.Empty(await SamplesAsync());
    }

    [Fact]
    public async Task Errors_of_the_inner_client_pass_through_and_nothing_is_observed()
    {
        var error = new InvalidOperationException("no model");
        using var chat = Watch(new ScriptedChat { Updates = [new ChatResponseUpdate(ChatRole.Assistant, "one")], Error = error });
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(() => chat.GetResponseAsync(Question)));
        Assert.Same(error, await Assert.ThrowsAsync<InvalidOperationException>(async () => await chat.GetStreamingResponseAsync(Question).ToListAsync()));
        Assert.Empty(await SamplesAsync());
    }

    [Fact]
    public async Task Responses_without_text_are_passed_over()
    {
        using var chat = Watch(new ScriptedChat
        {
            Response = () => new ChatResponse(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent("1", "tool")])),
            Updates = [new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "tool")]), new ChatResponseUpdate(null, " ")],
        });
        await chat.GetResponseAsync(Question);
        await chat.GetStreamingResponseAsync(Question).ToListAsync();
        Assert.Empty(await SamplesAsync());
        Assert.Equal(0, _observer.Counts.Observed);
    }

    [Fact]
    public async Task Nothing_that_cannot_be_read_fails_the_call()
    {
        using var throwing = Watch(new ScriptedChat(), new DetectorChatOptions { Subset = _ => throw new InvalidOperationException("selector") });
        Assert.Equal("answer", (await throwing.GetResponseAsync(Question)).Text);
        Assert.Empty(Assert.Single(await SamplesAsync()).Subset);

        using var chat = Watch(new ScriptedChat { Response = () => null! });
        Assert.Null(await chat.GetResponseAsync(Question));
        Assert.Equal("answer", (await throwing.GetResponseAsync([null!])).Text);
        Assert.Single(await SamplesAsync());
    }

    [Fact]
    public async Task Messages_that_can_be_read_only_once_are_read_once()
    {
        var reads = 0;
        using var chat = Watch(new ScriptedChat());
        await chat.GetResponseAsync(Once());
        Assert.Equal("second", Assert.Single(await SamplesAsync()).Prompt);
        Assert.Equal(1, reads);

        IEnumerable<ChatMessage> Once()
        {
            reads++;
            foreach (var message in Question)
            {
                yield return message;
            }
        }
    }

    [Fact]
    public async Task A_prompt_is_left_out_when_it_is_too_long_or_not_wanted_and_the_group_stays()
    {
        using var chat = Watch(new ScriptedChat());
        using var silent = Watch(new ScriptedChat(), new DetectorChatOptions { SendPrompt = false });
        await chat.GetResponseAsync(new string('a', _observer.MaxPromptBytes + 1));
        await silent.GetResponseAsync("prompt");
        var samples = await SamplesAsync();
        Assert.Equal(2, samples.Length);
        Assert.All(samples, sample => Assert.Equal((false, 32), (sample.HasPrompt, sample.Group.Length)));
    }

    [Fact]
    public async Task A_service_that_is_away_does_not_show()
    {
        await _service.StopAsync();
        using var chat = Watch(new ScriptedChat());
        Assert.Equal("answer", (await chat.GetResponseAsync(Question)).Text);
        Assert.Equal(1, _observer.Counts.Buffered);
        _observer.Dispose();
    }

    [Fact]
    public async Task One_line_watches_by_the_containers_observer()
    {
        await using var provider = new ServiceCollection()
            .AddDetectorClient(ObserverFixture.Quick(new DetectorClientOptions { Address = _service.Address })).BuildServiceProvider();
        var inner = new ScriptedChat();
        var chat = new ChatClientBuilder(inner).UseDetector("m").Build(provider);
        await chat.GetResponseAsync(Question);
        var observer = chat.GetService<DetectorObserver>();
        Assert.Same(provider.GetRequiredKeyedService<DetectorObserver>("m"), observer);
        await observer!.FlushAsync();
        Assert.Single(_service.Script.Monitors.Samples);
        Assert.Same(inner, chat.GetService<ScriptedChat>());
        chat.Dispose();
        Assert.True(inner.IsDisposed);
        Assert.True(observer.Observe("still open"));
    }

    [Fact]
    public void Without_a_registered_client_the_pipeline_says_what_to_do()
    {
        var builder = new ChatClientBuilder(new ScriptedChat()).UseDetector("m");
        Assert.Contains("AddDetectorClient", Assert.Throws<InvalidOperationException>(() => builder.Build()).Message);
        using var provider = new ServiceCollection().BuildServiceProvider();
        Assert.Contains("AddDetectorClient", Assert.Throws<InvalidOperationException>(() => builder.Build(provider)).Message);
    }

    private IChatClient Watch(IChatClient inner, DetectorChatOptions? options = null) =>
        new ChatClientBuilder(inner).UseDetector(_observer, options).Build();

    private async Task<Sample[]> SamplesAsync()
    {
        await _observer.FlushAsync();
        return [.. _service.Script.Monitors.Samples];
    }
}

using Detector.Cli.Input;

namespace Detector.Client.Tests.Input;

public sealed class InterruptionTests
{
    [Fact]
    public async Task Reading_from_a_pipe_that_says_nothing_ends_when_it_is_cancelled()
    {
        using var pipe = new SilentStream();
        using var cancellation = new CancellationTokenSource();
        var input = new SampleInput(new InputOptions { Files = ["-"], Format = InputFormat.Text }, () => pipe);
        await using var samples = input.ReadAsync(cancellation.Token).GetAsyncEnumerator();
        var first = samples.MoveNextAsync().AsTask();
        await pipe.Reached;
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }
}

using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Lifetime;
using Detector.Host.Options;
using Detector.Host.Tests.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detector.Host.Tests.Api;

public sealed class FaultClassifierTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(-1000, nameof(ErrorReason.DeadlineExceeded))]
    [InlineData(0, nameof(ErrorReason.DeadlineExceeded))]
    [InlineData(250, nameof(ErrorReason.DeadlineExceeded))]
    [InlineData(251, nameof(ErrorReason.Cancelled))]
    public void A_caller_that_gives_up_as_its_deadline_passes_is_told_from_one_that_changed_its_mind(int millisecondsLeft, string reason) =>
        Assert.Equal(reason, $"{ReasonOf(Now.UtcDateTime.AddMilliseconds(millisecondsLeft))}");

    [Fact]
    public void A_call_without_a_deadline_was_cancelled() => Assert.Equal(ErrorReason.Cancelled, ReasonOf(DateTime.MaxValue));

    private static ErrorReason ReasonOf(DateTime deadline)
    {
        var clock = new StoppedClock(Now);
        using var drain = new Drain(new DrainOptions(), clock, NullLogger<Drain>.Instance);
        var call = new StubCallContext(deadline, new CancellationToken(canceled: true));
        return new FaultClassifier(drain, clock).Classify(new OperationCanceledException(), call).Reason;
    }
}

using Detector.V1;

namespace Detector.Host.Tests.Hosting;

/// <summary>Waits for references that are made in the background, as a caller does: by asking again.</summary>
internal static class Readiness
{
    // A reference that is never ready is to fail its test, not to hold up the run; a busy machine needs no more than a part of this.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until a reference is ready.</summary>
    public static async Task<Reference> ReadyAsync(this ReferenceService.ReferenceServiceClient references, string name)
    {
        var reference = await references.UntilAsync(name, found => found.State != ReferenceState.Calibrating);
        Assert.True(reference.State == ReferenceState.Ready, reference.Failure);
        return reference;
    }

    /// <summary>Waits until something holds of a reference.</summary>
    public static async Task<Reference> UntilAsync(
        this ReferenceService.ReferenceServiceClient references, string name, Func<Reference, bool> holds)
    {
        using var timeout = new CancellationTokenSource(Longest);
        using var timer = new PeriodicTimer(Interval);
        var reference = await GetAsync();
        while (!holds(reference))
        {
            Assert.False(timeout.IsCancellationRequested, $"still {reference}");
            await timer.WaitForNextTickAsync();
            reference = await GetAsync();
        }

        return reference;

        async Task<Reference> GetAsync() => (await references.GetReferenceAsync(new GetReferenceRequest { Name = name })).Reference;
    }
}

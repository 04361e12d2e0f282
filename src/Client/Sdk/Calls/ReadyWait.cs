using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Asks for a reference until it is calibrated.</summary>
/// <param name="clock">Clock of the waits.</param>
/// <param name="get">Asks once.</param>
internal sealed class ReadyWait(TimeProvider clock, Func<CancellationToken, Task<Reference>> get)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public async Task<Reference> RunAsync(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        for (var wait = First; ; wait = wait * 2 < Longest ? wait * 2 : Longest)
        {
            var reference = await get(cancellationToken);
            switch (reference.State)
            {
                case ReferenceState.Calibrating:
                    progress?.Report(reference.CalibrationProgress);
                    break;
                case ReferenceState.Failed:
                    throw new DetectorException(
                        $"The reference '{reference.Name}' could not be calibrated. {reference.Failure}", StatusCode.FailedPrecondition, null)
                    {
                        Reason = "REFERENCE_FAILED",
                        Domain = "detector.v1",
                    };
                default:
                    // A service that tells no state has only references that are ready.
                    progress?.Report(1);
                    return reference;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }
}

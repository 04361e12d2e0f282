using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;

namespace Detector.Client.Observing;

/// <summary>Why the service refuses one message for good, and what of it can be sent all the same.</summary>
internal sealed partial class BatchRefusal
{
    private readonly HashSet<int> _bad;

    private BatchRefusal(HashSet<int> bad) => _bad = bad;

    /// <summary>Reads a failure.</summary>
    /// <returns>Null when the failure is of something else than the samples of one message.</returns>
    public static BatchRefusal? Of(Exception failure)
    {
        if (failure is not DetectorException error)
        {
            return null;
        }

        HashSet<int> bad =
        [
            .. error.FieldViolations.Select(violation => SamplePath().Match(violation.Field)).Where(match => match.Success)
                .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
        ];
        return bad.Count > 0 || IsTooLarge(error) ? new BatchRefusal(bad) : null;
    }

    /// <summary>
    /// Leaves out the samples that are bad. A message of which none is named is too large and comes in two halves; one sample cannot be
    /// halved.
    /// </summary>
    /// <returns>What to send instead, in all less than before or in smaller parts; parts may be empty.</returns>
    public IReadOnlyList<BufferedSample>[] Split(IReadOnlyList<BufferedSample> batch)
    {
        if (_bad.Any(index => index < batch.Count))
        {
            return [[.. batch.Where((_, i) => !_bad.Contains(i))]];
        }

        return batch.Count == 1 ? [] : [[.. batch.Take(batch.Count / 2)], [.. batch.Skip(batch.Count / 2)]];
    }

    // Said by the service, or by the channel, whose own limit has no reason.
    private static bool IsTooLarge(DetectorException error) =>
        error.Reason is "BATCH_TOO_LARGE" or "MESSAGE_TOO_LARGE"
        || (error.Reason is null && error.InnerException is RpcException { StatusCode: StatusCode.ResourceExhausted } channel
            && channel.Status.Detail.Contains("message exceeds", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\bsamples\[(\d{1,9})\]")]
    private static partial Regex SamplePath();
}

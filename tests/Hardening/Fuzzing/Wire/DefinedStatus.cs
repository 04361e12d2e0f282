using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>
/// Which answers are defined. OK, or a reason of the closed set with the status that the table gives it, and never INTERNAL or DATA_LOSS:
/// no message may find a defect or damage what is stored. gRPC itself ends calls at their deadline, without a reason, and the standard
/// health service answers NOT_FOUND to names that it does not know. What is no gRPC gets an HTTP status of the 400s.
/// </summary>
internal static class DefinedStatus
{
    private const string Health = "/grpc.health.v1.Health/";

    private static readonly Dictionary<string, StatusCode> Reasons = Enum.GetValues<ErrorReason>()
        .Where(reason => reason is not (ErrorReason.Internal or ErrorReason.StoreCorrupt))
        .ToDictionary(reason => Words.Capitals(reason), reason => StatusTable.Rows[reason]);

    /// <summary>What is undefined about an answer; null when nothing is.</summary>
    /// <param name="path">The method's path.</param>
    /// <param name="answer">The answer.</param>
    public static string? Fault(string path, Answer answer) => answer switch
    {
        { Http: >= 400 and < 500 } or { Http: 200, Grpc: 0 } => null,
        { Http: not 200 } or { Grpc: null } => $"HTTP {answer.Http}, gRPC {answer.Grpc?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}: {answer.Message}",
        { Grpc: (int)StatusCode.DeadlineExceeded, Details.Length: 0 } => null,
        { Grpc: (int)StatusCode.NotFound, Details.Length: 0 } when path.StartsWith(Health, StringComparison.Ordinal) => null,
        _ => FaultOf((StatusCode)answer.Grpc, answer),
    };

    /// <summary>An answer in a word: its reason, else its status.</summary>
    public static string Name(Answer answer) =>
        Reason(answer) ?? (answer.Grpc is { } code ? ((StatusCode)code).ToString() : $"HTTP {answer.Http}");

    private static string? FaultOf(StatusCode code, Answer answer)
    {
        var reason = Reason(answer);
        return reason is not null && Reasons.TryGetValue(reason, out var wanted) && wanted == code
            ? null
            : $"{code} with the reason {reason ?? "none"}: {Uri.UnescapeDataString(answer.Message)}";
    }

    private static string? Reason(Answer answer)
    {
        try
        {
            return answer.Details.Length == 0 ? null : Status.Parser.ParseFrom(answer.Details).GetDetail<ErrorInfo>()?.Reason;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}

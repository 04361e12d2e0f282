namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>What came back from a call.</summary>
/// <param name="Http">The HTTP status; 0 where there was none.</param>
/// <param name="Grpc">The gRPC status, or null without one.</param>
/// <param name="Details">google.rpc.Status as bytes; empty without.</param>
/// <param name="Message">The status's message, or how the call broke.</param>
internal sealed record Answer(int Http, int? Grpc, byte[] Details, string Message)
{
    /// <summary>Nothing came for as long as it took to call it a hang.</summary>
    public static Answer Hang { get; } = new(0, null, [], "no answer");
}

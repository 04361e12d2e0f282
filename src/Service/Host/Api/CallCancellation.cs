using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>The token that ends a call: deadline, caller, or the end of the service's time to drain.</summary>
internal static class CallCancellation
{
    private static readonly object Key = new();

    /// <summary>The call's token.</summary>
    public static CancellationToken Cancellation(this ServerCallContext context) => (CancellationToken)context.UserState[Key];

    /// <summary>Sets the call's token.</summary>
    public static void SetCancellation(this ServerCallContext context, CancellationToken cancellation) =>
        context.UserState[Key] = cancellation;
}

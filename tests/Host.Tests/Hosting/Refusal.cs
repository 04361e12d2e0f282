using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Telemetry;
using Google.Rpc;
using Grpc.Core;
using Status = Google.Rpc.Status;

namespace Detector.Host.Tests.Hosting;

/// <summary>What a caller sees of a refused call.</summary>
/// <param name="Status">The rich status.</param>
internal sealed record Refusal(Status Status)
{
    public string Message => Status.Message;

    public IReadOnlyList<BadRequest.Types.FieldViolation> Violations =>
        Status.GetDetail<BadRequest>() is { } details ? details.FieldViolations : [];

    public TimeSpan? RetryAfter => Status.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan();

    /// <summary>Expects a call to be refused for a reason, with its status code and details.</summary>
    public static async Task<Refusal> ExpectAsync(ErrorReason reason, Func<Task> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(call);
        Assert.True(StatusTable.Rows[reason] == exception.StatusCode, exception.ToString());
        var status = exception.GetRpcStatus();
        Assert.NotNull(status);
        Assert.Equal((int)StatusTable.Rows[reason], status.Code);
        var info = status.GetDetail<ErrorInfo>();
        Assert.Equal(("detector.v1", Words.Capitals(reason)), (info.Domain, info.Reason));
        Assert.NotEmpty(status.Message);
        return new Refusal(status);
    }

    /// <summary>The same for bad input in one field.</summary>
    public static async Task<Refusal> ExpectAsync(ErrorReason reason, string field, Func<Task> call)
    {
        var refusal = await ExpectAsync(reason, call);
        Assert.Contains(refusal.Violations, violation => violation.Field == field && violation.Reason == Words.Capitals(reason));
        return refusal;
    }
}

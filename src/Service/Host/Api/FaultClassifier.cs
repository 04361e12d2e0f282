using Detector.Detection.Calibration;
using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Lifetime;
using Google.Protobuf;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>Finds the reason of whatever ended a call.</summary>
/// <param name="drain">Knows whether the service stops.</param>
/// <param name="clock">Says whether a deadline has passed.</param>
internal sealed class FaultClassifier(Drain drain, TimeProvider clock)
{
    /// <summary>
    /// A caller counts its deadline from when it sent the call, the service from when the call came in: a caller that gives up
    /// for its deadline is this much early at most, by the clock of the service.
    /// </summary>
    private static readonly TimeSpan LongestTransit = TimeSpan.FromMilliseconds(250);

    /// <summary>The fault behind an exception; its message holds no text of a sample.</summary>
    /// <param name="exception">What ended the call.</param>
    /// <param name="context">The call.</param>
    /// <param name="withdrawn">Cancelled when the caller has lost what let it in.</param>
    public ServiceException Classify(Exception exception, ServerCallContext context, CancellationToken withdrawn = default) => exception switch
    {
        ServiceException fault => fault,
        EncoderQueueFullException full => new ServiceException(
            ErrorReason.QueueFull, $"{full.Message} The limit is the option Encoder:QueueTokens; try again later.", full)
        {
            RetryAfter = full.RetryAfter,
        },
        ReferenceTooSmallException small => new ServiceException(ErrorReason.ReferenceTooSmall, small.Message, small),
        InvalidProtocolBufferException malformed => Malformed(malformed),
        OperationCanceledException or IOException or ObjectDisposedException when drain.Forced.IsCancellationRequested =>
            new ServiceException(ErrorReason.Draining, "The service stopped before the call was done; call again.", exception),
        OperationCanceledException or IOException or ObjectDisposedException when withdrawn.IsCancellationRequested => new ServiceException(
            ErrorReason.CredentialsWithdrawn, "The key or a role of it was withdrawn; call again with one that holds.", exception),
        _ when context.CancellationToken.IsCancellationRequested => GivenUp(exception, context),
        RpcException { StatusCode: StatusCode.ResourceExhausted } => new ServiceException(
            ErrorReason.MessageTooLarge, "The message is larger than the limit Limits:MessageBytes; send several smaller ones.", exception),
        RpcException { StatusCode: StatusCode.Unimplemented } => new ServiceException(
            ErrorReason.Unimplemented, "The message is compressed in a way that the service does not know; use gzip or none.", exception),
        RpcException => Malformed(exception),
        _ => new ServiceException(
            ErrorReason.Internal, $"The service failed; its log has more under trace id {context.GetHttpContext().TraceIdentifier}.", exception),
    };

    /// <summary>The fault of a message that cannot be read.</summary>
    public static ServiceException Malformed(Exception? exception = null) => new(
        ErrorReason.MalformedMessage,
        "The message cannot be read: it is no protobuf message of this method, or a string field is not valid UTF-8.",
        exception);

    private ServiceException GivenUp(Exception exception, ServerCallContext context) =>
        context.Deadline <= clock.GetUtcNow().UtcDateTime + LongestTransit
            ? new ServiceException(ErrorReason.DeadlineExceeded, "The call's deadline passed before it was done.", exception)
            : new ServiceException(ErrorReason.Cancelled, "The caller gave the call up.", exception);
}

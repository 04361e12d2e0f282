using System.Runtime.ExceptionServices;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Sends candidates and reads the decisions, both at once.</summary>
/// <param name="open">Opens the stream.</param>
/// <param name="header">The first message.</param>
/// <param name="decided">Told the decisions of each message, in order.</param>
/// <param name="longestSilence">Longest time for which the service may owe an answer; null for any.</param>
/// <param name="progress">Told after each message.</param>
internal sealed class CurateCall(
    Func<CallOptions, AsyncDuplexStreamingCall<CurateRequest, CurateResponse>> open,
    CurateHeader header,
    Func<IReadOnlyList<CandidateDecision>, ValueTask> decided,
    TimeSpan? longestSilence,
    IProgress<SendProgress>? progress)
{
    private readonly Lock _owing = new();
    private int _owed;

    /// <summary>Whether the service has taken the call: from then on it cannot be repeated, because decisions were told.</summary>
    public bool HasBegun { get; private set; }

    public async Task<CurationSummary> RunAsync(IAsyncEnumerable<SampleChunk> chunks, CancellationToken cancellationToken)
    {
        _owed = 0;
        using var silence = new SilenceLimit(longestSilence, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(silence.Token);
        using var call = open(new CallOptions(cancellationToken: stop.Token));
        var sending = Task.CompletedTask;
        ExceptionDispatchInfo? sourceError = null;
        try
        {
            await WriteAsync(call, new CurateRequest { Header = header }, silence, stop.Token);
            CurationSummary? summary = null;
            while (await call.ResponseStream.MoveNext(stop.Token))
            {
                Answered(silence);
                if (!HasBegun)
                {
                    HasBegun = true;
                    sending = SendAsync(call);
                }

                var response = call.ResponseStream.Current;
                summary = response.Summary ?? summary;
                if (response.Decisions.Count > 0)
                {
                    await decided(response.Decisions);
                }
            }

            await sending;
            return summary ?? throw new RpcException(new Status(StatusCode.Unavailable, "The service ended the stream before its end."));
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException)
        {
            sourceError?.Throw();
            cancellationToken.ThrowIfCancellationRequested();
            throw silence.IsExceeded ? SilenceLimit.Error : e is RpcException ? e : new RpcException(Status.DefaultCancelled);
        }
        finally
        {
            await stop.CancelAsync();
            await sending;
        }

        // Never throws: a failed write says only that the call is over, which its responses tell.
        async Task SendAsync(AsyncDuplexStreamingCall<CurateRequest, CurateResponse> stream)
        {
            try
            {
                await SendAllAsync(stream, chunks, silence, stop.Token);
            }
            catch (Exception e) when (!StreamWrites.IsEndOfCall(e))
            {
                sourceError = ExceptionDispatchInfo.Capture(e);
                await stop.CancelAsync();
            }
            catch (Exception)
            {
                // The call is over.
            }
        }
    }

    private async Task SendAllAsync(
        AsyncDuplexStreamingCall<CurateRequest, CurateResponse> call, IAsyncEnumerable<SampleChunk> chunks, SilenceLimit silence, CancellationToken cancellationToken)
    {
        long samples = 0, bytes = 0;
        await foreach (var chunk in chunks.WithCancellation(cancellationToken))
        {
            if (!await WriteAsync(call, new CurateRequest { Samples = { chunk.Samples } }, silence, cancellationToken))
            {
                return;
            }

            samples += chunk.Samples.Count;
            bytes += chunk.Bytes;
            progress?.Report(new SendProgress(samples, bytes, AllSent: false));
        }

        Asked(silence);
        await call.RequestStream.CompleteAsync();
        progress?.Report(new SendProgress(samples, bytes, AllSent: true));
    }

    private async Task<bool> WriteAsync(
        AsyncDuplexStreamingCall<CurateRequest, CurateResponse> call, CurateRequest message, SilenceLimit silence, CancellationToken cancellationToken)
    {
        Asked(silence);
        return await call.RequestStream.TryWriteAsync(message, cancellationToken);
    }

    // The service owes one answer more. Asked and answered on two threads.
    private void Asked(SilenceLimit silence)
    {
        lock (_owing)
        {
            _owed++;
            silence.Start();
        }
    }

    private void Answered(SilenceLimit silence)
    {
        lock (_owing)
        {
            _owed--;
            silence.Restart(_owed > 0);
        }
    }
}

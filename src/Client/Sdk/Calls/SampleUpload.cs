using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>Sends a header and then samples over a client stream.</summary>
/// <typeparam name="TRequest">The stream's message.</typeparam>
/// <typeparam name="TResponse">The answer.</typeparam>
/// <param name="open">Opens the stream.</param>
/// <param name="header">The first message.</param>
/// <param name="wrap">Makes a message of samples.</param>
internal sealed class SampleUpload<TRequest, TResponse>(
    Func<CallOptions, AsyncClientStreamingCall<TRequest, TResponse>> open,
    TRequest header,
    Func<IReadOnlyList<Sample>, TRequest> wrap)
{
    public async Task<TResponse> SendAsync(IAsyncEnumerable<SampleChunk> chunks, CallOptions callOptions, IProgress<SendProgress>? progress)
    {
        using var call = open(callOptions);
        if (await TryWriteAsync(call, header, callOptions))
        {
            await WriteAllAsync(call, chunks, callOptions, progress);
        }

        return await call.ResponseAsync;
    }

    private async Task WriteAllAsync(
        AsyncClientStreamingCall<TRequest, TResponse> call,
        IAsyncEnumerable<SampleChunk> chunks,
        CallOptions callOptions,
        IProgress<SendProgress>? progress)
    {
        long samples = 0, bytes = 0;
        await foreach (var chunk in chunks)
        {
            if (!await TryWriteAsync(call, wrap(chunk.Samples), callOptions))
            {
                return;
            }

            samples += chunk.Samples.Count;
            bytes += chunk.Bytes;
            progress?.Report(new SendProgress(samples, bytes, AllSent: false));
        }

        try
        {
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (StreamWrites.IsEndOfCall(e))
        {
            return;
        }

        progress?.Report(new SendProgress(samples, bytes, AllSent: true));
    }

    // A failed write says only that the call is over; the response says why.
    private static async Task<bool> TryWriteAsync(AsyncClientStreamingCall<TRequest, TResponse> call, TRequest message, CallOptions callOptions) =>
        !call.ResponseAsync.IsCompleted && await call.RequestStream.TryWriteAsync(message, callOptions.CancellationToken);
}

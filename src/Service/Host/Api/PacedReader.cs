using Detector.Host.Security;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>The messages of a stream, no faster than the caller's share of samples allows.</summary>
/// <param name="requests">The messages as they come.</param>
/// <param name="caller">Whose they are.</param>
/// <param name="limits">The shares.</param>
internal sealed class PacedReader<TRequest>(IAsyncStreamReader<TRequest> requests, Caller caller, ClientLimits limits) : IAsyncStreamReader<TRequest>
    where TRequest : class
{
    private const string GrpcServer = "Grpc.AspNetCore.Server";

    /// <inheritdoc/>
    public TRequest Current => requests.Current;

    /// <inheritdoc/>
    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
        {
            return false;
        }

        await limits.WaitForSamplesAsync(caller, SampleCount.Of(Current), cancellationToken);
        return true;
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await requests.MoveNext(cancellation);
        }
        catch (Exception malformed) when (malformed is InvalidDataException || (malformed is IOException && malformed.Source == GrpcServer))
        {
            // A frame that gRPC cannot take apart, or data that are not compressed as they should be; a connection that breaks is none of it.
            throw FaultClassifier.Malformed(malformed);
        }
    }
}

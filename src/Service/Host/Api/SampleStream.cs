using System.Runtime.CompilerServices;
using Detector.Detection.Samples;
using Detector.Host.Errors;
using Google.Protobuf.Collections;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>The samples of a client stream whose first message was read already.</summary>
internal static class SampleStream
{
    /// <summary>Reads the first message, which must hold the header.</summary>
    /// <exception cref="ServiceException">MissingField: there is no message, or it has no header.</exception>
    public static async Task<TRequest> ReadFirstAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, Func<TRequest, bool> hasHeader, CancellationToken cancellation)
    {
        return await stream.MoveNext(cancellation) && hasHeader(stream.Current)
            ? stream.Current
            : throw ServiceException.BadInput("header", ErrorReason.MissingField, "The first message of the stream must hold the header.");
    }

    /// <summary>The parts, of which at least one must hold a sample.</summary>
    /// <exception cref="ServiceException">EmptyBatch.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<Sample>> RequireAny(IAsyncEnumerable<IReadOnlyList<Sample>> parts, SampleReader reader)
    {
        await foreach (var part in parts)
        {
            yield return part;
        }

        reader.RequireAny();
    }

    /// <summary>Reads the samples of the first message and of all that follow.</summary>
    /// <exception cref="ServiceException">A later message has a header, or samples are bad.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<Sample>> ReadAsync<TRequest>(
        TRequest first,
        IAsyncStreamReader<TRequest> stream,
        Func<TRequest, bool> hasHeader,
        Func<TRequest, RepeatedField<V1.Sample>> samples,
        SampleReader reader,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return reader.Read(samples(first));
        while (await stream.MoveNext(cancellation))
        {
            if (hasHeader(stream.Current))
            {
                throw ServiceException.BadInput("header", ErrorReason.InvalidField, "Only the first message of the stream may hold a header.");
            }

            yield return reader.Read(samples(stream.Current));
        }
    }
}

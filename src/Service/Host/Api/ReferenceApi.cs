using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.References;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>ReferenceService over gRPC.</summary>
internal sealed class ReferenceApi(ReferenceQueries queries, ReferenceCreator creator, ReferenceLibrary library, LimitsOptions limits)
    : V1.ReferenceService.ReferenceServiceBase
{
    /// <inheritdoc/>
    public override async Task<V1.CreateReferenceResponse> CreateReference(
        IAsyncStreamReader<V1.CreateReferenceRequest> requestStream, ServerCallContext context)
    {
        var cancellation = context.Cancellation();
        var first = await SampleStream.ReadFirstAsync(requestStream, HasHeader, cancellation);
        var draft = ReferenceHeaderReader.Read(first);
        var reader = new SampleReader(limits, limits.ReferenceSamples, ErrorReason.ReferenceTooLarge, "Limits:ReferenceSamples");
        var samples = SampleStream.ReadAsync(first, requestStream, HasHeader, message => message.Samples, reader, cancellation);
        var reference = await creator.CreateAsync(draft, samples, cancellation);
        return new V1.CreateReferenceResponse { Reference = ReferenceMapper.ToMessage(reference) };

        static bool HasHeader(V1.CreateReferenceRequest message) => message.Header is not null;
    }

    /// <inheritdoc/>
    public override Task<V1.GetReferenceResponse> GetReference(V1.GetReferenceRequest request, ServerCallContext context) =>
        queries.GetReferenceAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override Task<V1.ListReferencesResponse> ListReferences(V1.ListReferencesRequest request, ServerCallContext context) =>
        queries.ListReferencesAsync(request, context.Cancellation());

    /// <inheritdoc/>
    public override async Task<V1.DeleteReferenceResponse> DeleteReference(V1.DeleteReferenceRequest request, ServerCallContext context)
    {
        ReferenceQueries.RequireReference(request.Name);
        await library.DeleteAsync(request.Name, context.Cancellation());
        return new V1.DeleteReferenceResponse();
    }
}

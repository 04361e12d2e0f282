using Detector.Host.Errors;
using Detector.Host.Options;
using Detector.Host.References;
using Grpc.Core;

namespace Detector.Host.Api;

/// <summary>ReferenceService over gRPC.</summary>
internal sealed class ReferenceApi(ReferenceCreator creator, ReferenceLibrary library, LimitsOptions limits)
    : V1.ReferenceService.ReferenceServiceBase
{
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

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
    public override async Task<V1.GetReferenceResponse> GetReference(V1.GetReferenceRequest request, ServerCallContext context)
    {
        RequireName(request.Name);
        return new V1.GetReferenceResponse
        {
            Reference = ReferenceMapper.ToMessage(await library.GetAsync(request.Name, context.Cancellation())),
        };
    }

    /// <inheritdoc/>
    public override async Task<V1.ListReferencesResponse> ListReferences(V1.ListReferencesRequest request, ServerCallContext context)
    {
        if (request.PageSize is < 0 or > LargestPage)
        {
            throw ServiceException.BadInput(
                "page_size", ErrorReason.InvalidPage, $"It is {request.PageSize}; 1 to {LargestPage} are allowed, 0 takes {DefaultPage}.");
        }

        var size = request.PageSize == 0 ? DefaultPage : request.PageSize;
        var (page, more) = await library.ListAsync(PageToken.Read(request.PageToken), size, context.Cancellation());
        var response = new V1.ListReferencesResponse { NextPageToken = more ? PageToken.After(page[^1].Stored.Name) : "" };
        response.References.AddRange(page.Select(ReferenceMapper.ToMessage));
        return response;
    }

    /// <inheritdoc/>
    public override async Task<V1.DeleteReferenceResponse> DeleteReference(V1.DeleteReferenceRequest request, ServerCallContext context)
    {
        RequireName(request.Name);
        await library.DeleteAsync(request.Name, context.Cancellation());
        return new V1.DeleteReferenceResponse();
    }

    private static void RequireName(string name)
    {
        if (name.Length == 0)
        {
            throw ServiceException.BadInput("name", ErrorReason.MissingField, "The call needs a reference's name.");
        }
    }
}

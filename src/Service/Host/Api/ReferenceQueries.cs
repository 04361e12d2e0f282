using Detector.Host.Errors;
using Detector.Host.References;

namespace Detector.Host.Api;

/// <summary>Answers what is asked about references, over gRPC and as JSON.</summary>
internal sealed class ReferenceQueries(ReferenceLibrary library)
{
    /// <summary>Answers GetReference.</summary>
    /// <exception cref="ServiceException">MissingField, InvalidName, ReferenceNotFound or a fault of the store.</exception>
    public async Task<V1.GetReferenceResponse> GetReferenceAsync(V1.GetReferenceRequest request, CancellationToken cancellation)
    {
        RequireReference(request.Name);
        return new V1.GetReferenceResponse { Reference = ReferenceMapper.ToMessage(await library.GetAsync(request.Name, cancellation)) };
    }

    /// <summary>Answers ListReferences.</summary>
    /// <exception cref="ServiceException">InvalidPage or a fault of the store.</exception>
    public async Task<V1.ListReferencesResponse> ListReferencesAsync(V1.ListReferencesRequest request, CancellationToken cancellation)
    {
        var size = FieldChecks.PageSize(request.PageSize);
        var (page, more) = await library.ListAsync(PageToken.Read(request.PageToken), size, cancellation);
        var response = new V1.ListReferencesResponse { NextPageToken = more ? PageToken.After(page[^1].Stored.Name) : "" };
        response.References.AddRange(page.Select(ReferenceMapper.ToMessage));
        return response;
    }

    /// <summary>Ends the call when a reference's name is missing or has a form that no name has.</summary>
    /// <exception cref="ServiceException">MissingField or InvalidName.</exception>
    public static void RequireReference(string name) => FieldChecks.RequireName(name, "name", "a reference's");
}

using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Service;

internal sealed class ScriptedReferences(Script script) : ReferenceService.ReferenceServiceBase
{
    public override async Task<CreateReferenceResponse> CreateReference(
        IAsyncStreamReader<CreateReferenceRequest> requestStream, ServerCallContext context)
    {
        var name = "";
        await script.ReceiveAsync(
            requestStream,
            m =>
            {
                if (m.Header is { } header)
                {
                    name = header.Name;
                    script.RequestIds.Enqueue(m.RequestId);
                }

                return m.Samples;
            },
            context);
        script.Changes.Enqueue((true, name));
        script.Created = new Reference { Name = name, SampleCount = script.Samples.Count };
        return new CreateReferenceResponse { Reference = script.Created };
    }

    public override async Task<GetReferenceResponse> GetReference(GetReferenceRequest request, ServerCallContext context)
    {
        await script.PlayAsync(context);
        var last = script.Created.Name == request.Name ? script.Created : new Reference { Name = request.Name };
        return new GetReferenceResponse { Reference = script.Answers.TryDequeue(out var answer) ? answer : last };
    }

    public override async Task<ListReferencesResponse> ListReferences(ListReferencesRequest request, ServerCallContext context)
    {
        await script.PlayAsync(context);
        script.Lists.Enqueue(request);
        var start = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken);
        var size = request.PageSize == 0 ? 100 : request.PageSize;
        var page = script.References.Skip(start).Take(size);
        return new ListReferencesResponse { References = { page }, NextPageToken = start + size < script.References.Count ? $"{start + size}" : "" };
    }

    public override async Task<DeleteReferenceResponse> DeleteReference(DeleteReferenceRequest request, ServerCallContext context)
    {
        await script.PlayAsync(context);
        script.Changes.Enqueue((false, request.Name));
        return new DeleteReferenceResponse();
    }
}

using Detector.V1;

namespace Detector.Host.Tests.Hosting;

/// <summary>The calls that tests make most.</summary>
internal static class Calls
{
    /// <summary>Creates a reference, the samples in messages of 100, and waits until it is ready.</summary>
    public static async Task<Reference> CreateAsync(
        this TestService service,
        string name,
        IEnumerable<Sample> samples,
        string requestId = "",
        Action<ReferenceHeader>? header = null,
        CancellationToken cancellation = default)
    {
        await service.BeginAsync(name, samples, requestId, header, cancellation);
        return await service.References.ReadyAsync(name);
    }

    /// <summary>The same without the wait: returns what the call answers.</summary>
    public static async Task<Reference> BeginAsync(
        this TestService service,
        string name,
        IEnumerable<Sample> samples,
        string requestId = "",
        Action<ReferenceHeader>? header = null,
        CancellationToken cancellation = default)
    {
        using var call = service.References.CreateReference(cancellationToken: cancellation);
        var first = new CreateReferenceRequest { RequestId = requestId, Header = new ReferenceHeader { Name = name } };
        header?.Invoke(first.Header);
        return await service.SendAsync(call, [first, .. samples.Chunk(100).Select(chunk => new CreateReferenceRequest { Samples = { chunk } })]);
    }

    /// <summary>Sends messages as a CreateReference stream; returns what the call answers.</summary>
    public static async Task<Reference> BeginAsync(this TestService service, params CreateReferenceRequest[] messages)
    {
        using var call = service.References.CreateReference();
        return await service.SendAsync(call, messages);
    }

    /// <summary>Scores one batch.</summary>
    public static async Task<Report> ScoreAsync(
        this TestService service, string reference, IEnumerable<Sample> samples, ScoreOptions? options = null, DateTime? deadline = null)
    {
        var request = new ScoreRequest { Reference = reference, Samples = { samples }, Options = options };
        return (await service.Scoring.ScoreAsync(request, deadline: deadline)).Report;
    }

    /// <summary>Sends messages as a ScoreStream.</summary>
    public static async Task<Report> ScoreStreamAsync(this TestService service, params ScoreStreamRequest[] messages)
    {
        using var call = service.Scoring.ScoreStream();
        foreach (var message in messages)
        {
            await WriteAsync(() => call.RequestStream.WriteAsync(message));
        }

        await WriteAsync(call.RequestStream.CompleteAsync);
        return (await call.ResponseAsync).Report;
    }

    /// <summary>Sends messages into a call and waits for its response.</summary>
    public static async Task<Reference> SendAsync(
        this TestService _, Grpc.Core.AsyncClientStreamingCall<CreateReferenceRequest, CreateReferenceResponse> call, IEnumerable<CreateReferenceRequest> messages)
    {
        foreach (var message in messages)
        {
            await WriteAsync(() => call.RequestStream.WriteAsync(message));
        }

        await WriteAsync(call.RequestStream.CompleteAsync);
        return (await call.ResponseAsync).Reference;
    }

    /// <summary>Writes a message. A stream that the service has ended early refuses further ones; the reason comes with the response.</summary>
    public static async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception exception) when (exception is Grpc.Core.RpcException or InvalidOperationException)
        {
        }
    }
}

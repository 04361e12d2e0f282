using Detector.Host.Api;
using Detector.Host.Errors;
using Detector.Host.Monitoring;
using Detector.Host.References;
using Detector.Host.Security;
using Microsoft.Net.Http.Headers;

namespace Detector.Host.Web;

/// <summary>What the page's maps show: GET under /api, as JSON.</summary>
internal static class MapApi
{
    private const int ReferencePoints = 2000;

    /// <summary>Serves it.</summary>
    public static WebApplication MapMaps(this WebApplication app)
    {
        var reads = app.MapGroup("/api").RequireRole(Role.Read).AddEndpointFilter<PlainCalls>();
        reads.MapGet("/references/{name}/map", ReferenceAsync);
        reads.MapGet("/monitors/{monitor}/reports/{window:long}/map", WindowAsync);
        return app;
    }

    private static async Task<IResult> ReferenceAsync(string name, HttpContext http, ReferenceLibrary references, CancellationToken cancellation)
    {
        ReferenceQueries.RequireReference(name);
        var stored = (await references.GetAsync(name, cancellation)).Stored;

        // A reference never changes, but another of its name may come after it.
        var tag = new EntityTagHeaderValue($"\"{stored.ContentHash}\"");
        http.Response.Headers.CacheControl = "private, no-cache";
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var plane = (await references.LoadAsync(name, cancellation)).Distribution.Plane;
        return Results.Json(
            new ReferenceMapAnswer(
                plane.Count,
                [.. plane.Points(ReferencePoints).Select(WindowMap.Round)],
                [.. plane.Cells.Select(WindowMap.Round)],
                plane.VarianceShares),
            MapJson.Default.ReferenceMapAnswer);
    }

    private static async Task<IResult> WindowAsync(
        string monitor, long window, ReportLibrary reports, ReferenceLibrary references, CancellationToken cancellation)
    {
        MonitorQueries.RequireMonitor(monitor, "monitor");
        var content = (await reports.GetAsync(monitor, window, cancellation)).Content;
        if (content.Map is not { } map)
        {
            throw new ServiceException(
                ErrorReason.ReportNotFound, $"Window {window} of the monitor '{monitor}' was judged by an earlier release, which kept no map.");
        }

        var reference = (await references.GetAsync(content.Source.Reference, cancellation)).Stored;
        return reference.ContentHash == map.ReferenceHash
            ? Results.Json(new WindowMapAnswer(map.Points), MapJson.Default.WindowMapAnswer)
            : throw new ServiceException(
                ErrorReason.ReferenceNotFound, $"The reference '{reference.Name}' is another one than the window was compared with.");
    }
}

using System.Globalization;
using Detector.Host.Errors;
using Detector.Host.Security;
using Google.Protobuf;

namespace Detector.Host.Api;

/// <summary>
/// Calls that only read, over plain HTTP for the web page: GET under /api, fields of the request in path and query, and the answer in
/// protobuf's JSON form. Errors are those of gRPC, as <see cref="HttpErrors"/> writes them.
/// </summary>
internal static class JsonApi
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Serves them.</summary>
    public static WebApplication MapJson(this WebApplication app)
    {
        var reads = app.MapGroup("/api").RequireRole(Role.Read).AddEndpointFilter<PlainCalls>();
        reads.MapGet("/monitors", async (HttpRequest http, MonitorQueries queries, CancellationToken cancellation) =>
            Answer(await queries.ListMonitorsAsync(
                new V1.ListMonitorsRequest { PageSize = PageSize(http), PageToken = PageTokenOf(http) }, cancellation)));
        reads.MapGet("/monitors/{monitor}", async (string monitor, MonitorQueries queries, CancellationToken cancellation) =>
            Answer(await queries.GetMonitorAsync(new V1.GetMonitorRequest { Name = monitor }, cancellation)));
        reads.MapGet("/monitors/{monitor}/reports", async (string monitor, HttpRequest http, MonitorQueries queries, CancellationToken cancellation) =>
            Answer(await queries.ListReportsAsync(
                new V1.ListReportsRequest { Monitor = monitor, PageSize = PageSize(http), PageToken = PageTokenOf(http), Full = Flag(http, "full") },
                cancellation)));
        reads.MapGet("/monitors/{monitor}/reports/{window:long}", async (
            string monitor, long window, HttpRequest http, MonitorQueries queries, CancellationToken cancellation) =>
            Answer(await queries.GetReportAsync(
                new V1.GetReportRequest { Monitor = monitor, Window = window, IncludeSamples = Flag(http, "include_samples") }, cancellation)));
        reads.MapGet("/references", async (HttpRequest http, ReferenceQueries queries, CancellationToken cancellation) =>
            Answer(await queries.ListReferencesAsync(
                new V1.ListReferencesRequest { PageSize = PageSize(http), PageToken = PageTokenOf(http) }, cancellation)));
        reads.MapGet("/references/{name}", async (string name, ReferenceQueries queries, CancellationToken cancellation) =>
            Answer(await queries.GetReferenceAsync(new V1.GetReferenceRequest { Name = name }, cancellation)));
        return app;
    }

    private static IResult Answer(IMessage message) => Results.Text(Formatter.Format(message), "application/json", System.Text.Encoding.UTF8);

    private static string PageTokenOf(HttpRequest http) => http.Query["page_token"].ToString();

    private static int PageSize(HttpRequest http)
    {
        var text = http.Query["page_size"].ToString();
        return text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size
            : throw ServiceException.BadInput("page_size", ErrorReason.InvalidPage, "It is no whole number.");
    }

    private static bool Flag(HttpRequest http, string name) => http.Query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw ServiceException.BadInput(name, ErrorReason.InvalidField, "It is true or false."),
    };
}

using Detector.Host.Security;

namespace Detector.Host.Web;

/// <summary>Adds the web page.</summary>
internal static class WebRegistration
{
    // Everything comes from the service itself, and nothing that is written into the page can run.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the page to anyone, as it holds no figures, and the maps to who may read.</summary>
    public static WebApplication MapPage(this WebApplication app)
    {
        foreach (var asset in PageAsset.All)
        {
            app.MapGet(asset.Path, (HttpContext http) => Serve(http, asset)).AllowAnyone();
        }

        return app.MapMaps();
    }

    private static IResult Serve(HttpContext http, PageAsset asset)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(asset.Content, asset.Type, entityTag: asset.Tag);
    }
}

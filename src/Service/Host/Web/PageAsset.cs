using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Detector.Host.Web;

/// <summary>A file of the web page.</summary>
/// <param name="Path">Where it is served, such as /style.css.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">Tells its versions apart.</param>
internal sealed record PageAsset(string Path, string Type, byte[] Content, EntityTagHeaderValue Tag)
{
    private const string Prefix = "page/";

    /// <summary>Every file, from the program itself.</summary>
    public static IReadOnlyList<PageAsset> All { get; } =
    [
        .. typeof(PageAsset).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(Load),
    ];

    private static PageAsset Load(string name)
    {
        using var stream = typeof(PageAsset).Assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var type = System.IO.Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".txt" => "text/plain; charset=utf-8",
            var other => throw new InvalidOperationException($"'{name}': no media type is known for {other}."),
        };
        var path = name[Prefix.Length..].Replace('\\', '/');
        return new PageAsset(
            path == "index.html" ? "/" : $"/{path}", type, content, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\""));
    }
}

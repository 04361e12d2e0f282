using System.Text.Json;

namespace Detector.Detection.Tests.Golden;

/// <summary>Inputs and outputs of other packages: vendi-score, prdc, frouros, alibi-detect and diversity; Shiryaev-Roberts thresholds.</summary>
internal static class Peers
{
    private static readonly Lazy<JsonElement> Document = new(() =>
    {
        using var stream = typeof(Peers).Assembly.GetManifestResourceStream("peers.json")!;
        return JsonDocument.Parse(stream).RootElement;
    });

    public static JsonElement At(params string[] path) => path.Aggregate(Document.Value, (element, name) => element.GetProperty(name));

    public static double[][] Rows(params string[] path) =>
        [.. At(path).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];
}

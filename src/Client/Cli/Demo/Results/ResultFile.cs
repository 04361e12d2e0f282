using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Cli.Demo.Results;

/// <summary>Everything the demo found, as a JSON file. Reports are protobuf JSON.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly JsonFormatter Reports = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>Writes the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="result">What the demo found.</param>
    /// <param name="expectations">What a working detector must show.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task WriteAsync(string file, DemoResult result, IReadOnlyList<Expectation> expectations, CancellationToken cancellation)
    {
        var root = new JsonObject
        {
            ["options"] = JsonSerializer.SerializeToNode(result.Options, Indented),
            ["heldOut"] = Json(result.HeldOut),
            ["generations"] = new JsonArray([.. result.Generations.Select(Json)]),
            ["expectations"] = JsonSerializer.SerializeToNode(expectations, Indented),
        };
        await File.WriteAllTextAsync(file, root.ToJsonString(Indented) + "\n", cancellation);
    }

    private static JsonObject Json(GenerationReport generation) => new()
    {
        ["arm"] = generation.Arm.ToString(),
        ["generation"] = generation.Number,
        ["againstHealthy"] = Json(generation.AgainstHealthy),
        ["againstHuman"] = Json(generation.AgainstHuman),
    };

    private static JsonNode? Json(Report report) => JsonNode.Parse(Reports.Format(report));
}

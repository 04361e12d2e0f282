using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Detector.Cli.Rendering;

/// <summary>Parts of the JSON files that commands write.</summary>
internal static class JsonParts
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The whole as it is written to a file.</summary>
    public static string ToText(this JsonObject root) => root.ToJsonString(Indented) + "\n";

    /// <summary>A figure; null where there is none, and for infinity, which JSON lacks.</summary>
    public static JsonValue? Number(bool has, double value) => has && double.IsFinite(value) ? JsonValue.Create(value) : null;

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)t)]);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.Cli.Gate;
using Detector.Cli.Gate.Output;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;

namespace Detector.Cli.Mixing;

/// <summary>Mixing advice as JSON.</summary>
internal static class MixJson
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(MixResult result, GatePolicy policy) => new JsonObject
    {
        ["reference"] = result.Reference,
        ["samples"] = result.Samples,
        ["humanSamples"] = result.HumanSamples,
        ["mixtureSamples"] = result.MixtureSize,
        ["share"] = result.Advice.Share,
        ["samplesToAdd"] = result.ToAdd,
        ["curve"] = new JsonArray(
        [
            .. result.Advice.Points.Select(point => new JsonObject
            {
                ["share"] = point.Share,
                ["mixtures"] = point.Outcomes.Count,
                ["accepted"] = point.Accepted,
                ["decisions"] = new JsonArray([.. point.Outcomes.Select(outcome => (JsonNode?)GateWords.Of(outcome.Decision))]),
                ["worstVerdict"] = Words.Of(point.WorstVerdict),
                ["failsOn"] = point.FailsOn,
            }),
        ]),
        ["policy"] = PolicyJson.Of(policy),
    }.ToJsonString(Indented) + "\n";
}

using System.Text.Json.Nodes;
using Detector.Cli.Gate;
using Detector.Cli.Gate.Output;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;

namespace Detector.Cli.Mixing;

/// <summary>Mixing advice as JSON.</summary>
internal static class MixJson
{
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
                ["decisions"] = JsonParts.Texts(point.Outcomes.Select(outcome => GateWords.Of(outcome.Decision))),
                ["worstVerdict"] = Words.Of(point.WorstVerdict),
                ["failsOn"] = point.FailsOn,
            }),
        ]),
        ["policy"] = PolicyJson.Of(policy),
    }.ToText();
}

using System.Text.Json.Nodes;
using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Gate.Output;

/// <summary>A gate's outcome as JSON: decision, criteria, weights, the policy with its defaults, and the report as protobuf JSON.</summary>
internal static class GateJson
{
    public static string Of(GateOutcome outcome, GateSource source, GatePolicy policy) => new JsonObject
    {
        ["decision"] = GateWords.Of(outcome.Decision),
        ["exitCode"] = GateWords.ExitCodeOf(outcome.Decision),
        ["reference"] = outcome.Report.Reference,
        ["files"] = JsonParts.Texts(source.Files),
        ["samples"] = source.Samples,
        ["humanSamples"] = source.HumanSamples,
        ["badRows"] = source.BadRows,
        ["criteria"] = new JsonArray([.. outcome.Criteria.Select(Json)]),
        ["weights"] = outcome.Weights is { } weights
            ? new JsonObject
            {
                ["subsets"] = new JsonArray([.. weights.Subsets.Select(Json)]),
                ["regions"] = new JsonArray([.. weights.Regions.Select(Json)]),
                ["otherwise"] = 1,
            }
            : null,
        ["policy"] = PolicyJson.Of(policy),
        ["report"] = ProtobufJson.ToNode(outcome.Report),
    }.ToText();

    private static JsonObject Json(Criterion criterion) => new()
    {
        ["name"] = criterion.Name,
        ["failed"] = criterion.Failed,
        ["value"] = criterion.Value,
        ["allowed"] = criterion.Limit,
        ["decision"] = GateWords.Of(criterion.Decision),
        ["figures"] = new JsonArray([.. criterion.Figures.Select(Json)]),
        ["evidence"] = JsonParts.Texts(criterion.Evidence),
        ["advice"] = criterion.Advice,
    };

    private static JsonObject Json(Score score) => new()
    {
        ["metric"] = score.Metric,
        ["value"] = JsonParts.Number(score.HasValue, score.Value),
        ["healthyLow"] = JsonParts.Number(score.HasNullP05, score.NullP05),
        ["healthyHigh"] = JsonParts.Number(score.HasNullP95, score.NullP95),
        ["effect"] = JsonParts.Number(score.HasEffect, score.Effect),
        ["effectUnit"] = score.EffectUnit,
        ["adjustedPValue"] = JsonParts.Number(score.HasAdjustedPValue, score.AdjustedPValue),
        ["severity"] = Words.Of(score.Severity),
    };

    private static JsonObject Json(PartWeight part)
    {
        var json = new JsonObject
        {
            [part.Cell is null ? "subset" : "cell"] = part.Cell is { } cell ? cell : part.Part,
            ["referenceShare"] = part.ReferenceShare,
            ["share"] = part.Share,
            ["needed"] = part.Needed,
            ["weight"] = part.Weight,
        };
        if (part.Cell is not null)
        {
            json["exemplars"] = JsonParts.Texts(part.Exemplars);
        }

        return json;
    }
}

using System.Text.Json.Nodes;
using Detector.Cli.Gate.Policy;
using Detector.Cli.Rendering;

namespace Detector.Cli.Gate.Output;

/// <summary>A policy with all its defaults, in the form that a policy file has.</summary>
internal static class PolicyJson
{
    public static JsonObject Of(GatePolicy policy) => new()
    {
        ["worstVerdict"] = Words.Of(policy.WorstVerdict),
        ["rejectVerdict"] = Words.Of(policy.RejectVerdict),
        ["rejectSignatures"] = JsonParts.Texts(policy.RejectSignatures.Select(Words.Of)),
        ["quarantineSignatures"] = JsonParts.Texts(policy.QuarantineSignatures.Select(Words.Of)),
        ["axes"] = new JsonObject(policy.Axes.OrderBy(a => a.Key).Select(a => KeyValuePair.Create(Words.Of(a.Key), (JsonNode?)Json(a.Value)))),
        ["humanData"] = new JsonObject
        {
            ["minimumShare"] = policy.HumanData.MinimumShare,
            ["origins"] = JsonParts.Texts(policy.HumanData.Origins),
            ["decision"] = GateWords.Of(policy.HumanData.Decision),
        },
        ["weights"] = new JsonObject
        {
            ["allowed"] = policy.Weights.Allowed,
            ["worstVerdict"] = Words.Of(policy.Weights.WorstVerdict),
            ["smallest"] = policy.Weights.Smallest,
            ["largest"] = policy.Weights.Largest,
            ["sharpening"] = policy.Weights.Sharpening,
        },
        ["insufficientEvidence"] = PolicyWords.Evidence.First(e => e.Value == policy.InsufficientEvidence).Key,
    };

    private static JsonObject Json(AxisLimit limit)
    {
        var json = new JsonObject { ["decision"] = GateWords.Of(limit.Decision) };
        if (limit.Effect is { } effect)
        {
            json["effect"] = effect;
        }

        if (limit.Severity is { } severity)
        {
            json["severity"] = Words.Of(severity);
        }

        return json;
    }
}

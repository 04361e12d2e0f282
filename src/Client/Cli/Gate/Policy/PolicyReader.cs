using Detector.V1;

namespace Detector.Cli.Gate.Policy;

/// <summary>Turns the JSON object of a policy into a <see cref="GatePolicy"/>.</summary>
internal static class PolicyReader
{
    public static GatePolicy Read(PolicyObject root)
    {
        var defaults = new GatePolicy();
        var policy = new GatePolicy
        {
            WorstVerdict = root.Choice("worstVerdict", PolicyWords.Verdicts, defaults.WorstVerdict),
            RejectVerdict = root.Choice("rejectVerdict", PolicyWords.Verdicts, defaults.RejectVerdict),
            RejectSignatures = root.Choices("rejectSignatures", PolicyWords.Signatures, defaults.RejectSignatures),
            QuarantineSignatures = root.Choices("quarantineSignatures", PolicyWords.Signatures, defaults.QuarantineSignatures),
            Axes = root.Object("axes") is { } axes ? ReadAxes(axes) : defaults.Axes,
            HumanData = root.Object("humanData") is { } human ? ReadHuman(human) : defaults.HumanData,
            Weights = root.Object("weights") is { } weights ? ReadWeights(weights) : defaults.Weights,
            InsufficientEvidence = root.Choice("insufficientEvidence", PolicyWords.Evidence, defaults.InsufficientEvidence),
        };
        if (policy.RejectVerdict <= policy.WorstVerdict)
        {
            root.Wrong("rejectVerdict", "must be worse than worstVerdict");
        }

        root.End();
        return policy;
    }

    private static Dictionary<Axis, AxisLimit> ReadAxes(PolicyObject axes)
    {
        Dictionary<Axis, AxisLimit> limits = [];
        foreach (var (name, axis) in PolicyWords.Axes)
        {
            if (axes.Object(name) is { } limit)
            {
                limits[axis] = ReadAxis(limit);
            }
        }

        axes.End();
        return limits;
    }

    private static AxisLimit ReadAxis(PolicyObject axis)
    {
        var limit = new AxisLimit
        {
            Effect = axis.Number("effect", 0, 1e6),
            Severity = axis.OptionalChoice("severity", PolicyWords.Verdicts),
            Decision = axis.Choice("decision", PolicyWords.Decisions, new AxisLimit().Decision),
        };
        axis.End();
        return limit;
    }

    private static HumanDataLimit ReadHuman(PolicyObject human)
    {
        var defaults = new HumanDataLimit();
        var limit = new HumanDataLimit
        {
            MinimumShare = human.Number("minimumShare", 0, 1) ?? defaults.MinimumShare,
            Origins = human.Texts("origins", defaults.Origins),
            Decision = human.Choice("decision", PolicyWords.Decisions, defaults.Decision),
        };
        human.End();
        return limit;
    }

    private static WeightLimits ReadWeights(PolicyObject weights)
    {
        var defaults = new WeightLimits();
        var limits = new WeightLimits
        {
            Allowed = weights.Truth("allowed", defaults.Allowed),
            WorstVerdict = weights.Choice("worstVerdict", PolicyWords.Verdicts, defaults.WorstVerdict),
            Smallest = weights.Number("smallest", 0.001, 1) ?? defaults.Smallest,
            Largest = weights.Number("largest", 1, 1000) ?? defaults.Largest,
            Sharpening = weights.Number("sharpening", 0, 1) ?? defaults.Sharpening,
        };
        weights.End();
        return limits;
    }
}

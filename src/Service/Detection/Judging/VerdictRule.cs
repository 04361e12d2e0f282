using System.Globalization;
using Detector.Detection.Calibration;
using Detector.Detection.Numerics;

namespace Detector.Detection.Judging;

/// <summary>Says the verdict, and why.</summary>
internal static class VerdictRule
{
    // Coverage is blind to contraction where batch and reference differ in size.
    private const string NeverAlone = "coverage";

    /// <summary>
    /// The verdict with its reasons, most important first, and whether a critical loss of diversity and the loss of the whole tail would
    /// have been seen, which depends on reference and size alone and not on what was seen.
    /// </summary>
    /// <param name="reference">What the batch was compared with.</param>
    /// <param name="count">Samples of the batch.</param>
    /// <param name="metrics">The judged metrics.</param>
    /// <param name="damages">The judged kinds of damage.</param>
    /// <param name="signatures">The patterns that match, worst first.</param>
    /// <param name="thresholds">When a change counts.</param>
    public static (Verdict Verdict, IReadOnlyList<string> Reasons, bool Sufficient) Of(
        ReferenceDistribution reference, int count, IReadOnlyList<JudgedMetric> metrics, IReadOnlyList<JudgedDamage> damages,
        IReadOnlyList<Signature> signatures, Thresholds thresholds)
    {
        var gaps = Gaps(reference, count, metrics, thresholds).ToArray();
        var sufficient = gaps.Length == 0;
        if (signatures.Count > 0)
        {
            return (signatures[0].Severity, [.. signatures.Select(Reason)], sufficient);
        }

        var unusual = metrics.Where(metric => metric.Severity >= Verdict.Watch && metric.Name != NeverAlone).OrderBy(metric => metric.AdjustedPValue).ToArray();
        var damaged = damages.Where(damage => damage.Severity >= Verdict.Watch).OrderBy(damage => damage.AdjustedPValue).ToArray();
        if (unusual.Length + damaged.Length > 0)
        {
            var words = unusual.Select(metric => "the " + ScoreBoard.Words(metric)).Concat(damaged.Select(DamageWords.Of));
            return (Verdict.Watch, [.. words.Select(word => $"No known pattern, but {word}.")], sufficient);
        }

        return sufficient ? (Verdict.Healthy, [Assurance(metrics)], true) : (Verdict.InsufficientEvidence, gaps, false);
    }

    private static string Reason(Signature signature) => $"{Name(signature.Kind)}: {string.Join("; ", signature.Evidence.Take(2))}.";

    private static string Name(SignatureKind kind) => kind switch
    {
        SignatureKind.EarlyCollapse => "Early collapse",
        SignatureKind.LateCollapse => "Late collapse",
        SignatureKind.ModeCollapse => "Mode collapse",
        SignatureKind.Repetition => "Repetition",
        SignatureKind.MinorityLoss => "Minority loss",
        SignatureKind.Drift => "Drift without collapse",
        SignatureKind.LowFidelity => "Low fidelity",
        SignatureKind.StyleConvergence => "Style convergence",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    // Healthy may be said only if a critical loss of diversity, and the complete loss of the tail, would have been seen.
    private static IEnumerable<string> Gaps(
        ReferenceDistribution reference, int count, IReadOnlyList<JudgedMetric> metrics, Thresholds thresholds)
    {
        var minimum = reference.State.Nulls.MinimumSize;
        if (count < minimum)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"The batch has {count} samples; at least {minimum} are needed to judge diversity.");
        }
        else if (metrics.Any(metric => IsDiversity(metric)) && metrics.Where(IsDiversity).All(metric => !(metric.Result.DetectableEffect <= thresholds.CriticalEffect)))
        {
            var best = metrics.Where(IsDiversity).Min(metric => metric.Result.DetectableEffect);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"A loss of diversity below {best:P0} would not have been seen in {count} samples; send more samples, or use a larger reference.");
        }

        var scores = reference.NullCount;
        double rank = ReferenceFitter.TailRank(scores);
        var needed = count;
        while (Distributions.BetaBinomialLower(0, needed, scores - rank + 1, rank) > thresholds.Significance && needed < 1_000_000)
        {
            needed += Math.Max(1, needed / 16);
        }

        if (needed > count)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{count} samples cannot show the loss of the rare regions of the reference; about {needed} are needed.");
        }
    }

    private static bool IsDiversity(JudgedMetric metric) => SignatureRules.Diversity.Contains(metric.Name);

    private static string Assurance(IReadOnlyList<JudgedMetric> metrics)
    {
        var sharpest = metrics.Where(IsDiversity).OrderBy(metric => metric.Result.DetectableEffect).FirstOrDefault();
        return sharpest is null
            ? "No harmful change in the metrics asked for."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"No harmful change; a loss of {sharpest.Result.DetectableEffect:P0} in {sharpest.Name} would have been seen with probability .8.");
    }
}

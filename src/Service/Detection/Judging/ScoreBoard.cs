using System.Globalization;
using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>The judged scores of a batch as signature rules look at them.</summary>
internal sealed class ScoreBoard
{
    // Figures of the outputs alone. Those that compare with the reference's samples or words look better than its nulls as soon as
    // batch and reference answer the same prompts.
    private static readonly string[] Own =
    [
        "vendi", "rke", "mean_distance", "nearest_distance", "distinct_1", "distinct_2", "distinct_3", "entropy", "hapax_rate",
        "compression_ratio", "opening_diversity", "self_repetition",
    ];

    // What damage is not to be read from: texts of another length differ in everything, and so do copies.
    private static readonly string[] Rivals = ["mean_words", "exact_duplicate_rate", "near_duplicate_rate"];

    private readonly Dictionary<string, JudgedMetric> _metrics;

    /// <summary>Takes the judged metrics and kinds of damage of a batch.</summary>
    public ScoreBoard(
        IEnumerable<JudgedMetric> metrics, IEnumerable<JudgedDamage> damages, SubsetJudgement subsets, IReadOnlyList<Region> lostRegions, Thresholds thresholds)
    {
        _metrics = metrics.ToDictionary(metric => metric.Name);
        var found = damages.ToArray();
        Leading = found.Where(damage => damage.Severity >= Verdict.Watch).MaxBy(damage => damage.Result.Standardized);
        var rival = Worse(Verdict.Watch, Rivals).MaxBy(metric => metric.Result.Standardized);
        if (rival is not null && (Leading is null || rival.Result.Standardized > Leading.Result.Standardized))
        {
            Leading = null;
            Restyled = rival.Name == "mean_words";
        }

        Fit = found.ToDictionary(damage => damage.Kind, damage => damage.Result.Standardized);
        Subsets = subsets;
        LostRegions = lostRegions;
        Thresholds = thresholds;
    }

    /// <summary>
    /// The kind of damage that explains the batch best, since of all directions it stands out farthest; null when none is significant,
    /// or when a change that is no damage to the distribution stands out farther.
    /// </summary>
    public JudgedDamage? Leading { get; }

    /// <summary>How far each kind of damage that could be looked for stands out, in standard deviates.</summary>
    public IReadOnlyDictionary<DamageKind, double> Fit { get; }

    /// <summary>Whether the outputs' length changed more than anything that damage explains.</summary>
    public bool Restyled { get; }

    /// <summary>The caller's labels.</summary>
    public SubsetJudgement Subsets { get; }

    /// <summary>Regions covered too little.</summary>
    public IReadOnlyList<Region> LostRegions { get; }

    /// <summary>When a change counts.</summary>
    public Thresholds Thresholds { get; }

    /// <summary>Of some metrics those that are worse, at least to a severity, the worst first.</summary>
    public IReadOnlyList<JudgedMetric> Worse(Verdict atLeast, params ReadOnlySpan<string> names)
    {
        var worse = new List<JudgedMetric>();
        foreach (var name in names)
        {
            if (_metrics.TryGetValue(name, out var metric) && metric.Severity >= atLeast)
            {
                worse.Add(metric);
            }
        }

        return [.. worse.OrderByDescending(metric => metric.Severity).ThenBy(metric => metric.AdjustedPValue)];
    }

    /// <summary>Of some metrics those that lean towards worse: raw p-value at most the level, whatever the size of the change.</summary>
    public IReadOnlyList<JudgedMetric> Leaning(params ReadOnlySpan<string> names)
    {
        var leaning = new List<JudgedMetric>();
        foreach (var name in names)
        {
            if (_metrics.TryGetValue(name, out var metric) && metric.Result.PValue <= Thresholds.Significance)
            {
                leaning.Add(metric);
            }
        }

        return leaning;
    }

    /// <summary>The outputs' own figures that changed for the better: significant at the alarm level, by the warning effect or more.</summary>
    public IReadOnlyList<JudgedMetric> ChangedForBetter() =>
    [
        .. _metrics.Values
            .Where(metric => Own.Contains(metric.Name))
            .Where(metric => metric.BetterAdjustedPValue <= Thresholds.AlarmSignificance && -metric.Result.Effect >= Thresholds.WarningEffect)
            .OrderBy(metric => metric.Result.Effect),
    ];

    /// <summary>Whether none of some metrics is worse by a warning or more.</summary>
    public bool Level(params ReadOnlySpan<string> names) => Worse(Verdict.Warning, names).Count == 0;

    /// <summary>
    /// Whether the distribution moved elsewhere rather than shrank: outputs leave the support of the reference without emptying its
    /// rare regions, or lie in sparser regions than before, or carry labels that the reference lacks, at least half as many as the
    /// labels it misses.
    /// </summary>
    public bool Moved
    {
        get
        {
            var missing = Subsets.Scores.Where(subset => subset.Reduced).Sum(subset => subset.ReferenceShare - subset.Share);
            var leaving = Subsets.UnknownShare > 0 && Subsets.UnknownShare >= missing / 2;
            var sparser = Better("tail_occupancy") && Better("neighbour_distance");
            return leaving || sparser || (!Emptier("tail_occupancy") && (Unlikely("precision") || Unlikely("off_support")));
        }
    }

    /// <summary>Whether the mass of the distribution shifted, however little.</summary>
    public bool Shifted => Unlikely("mmd") || Unlikely("cell_divergence") || Unlikely("centroid_distance");

    private bool Emptier(string name) => _metrics.TryGetValue(name, out var metric) && metric.Result.Effect > 0;

    private bool Unlikely(string name) => _metrics.TryGetValue(name, out var metric) && metric.AdjustedPValue <= Thresholds.Significance;

    /// <summary>
    /// Whether sparse outputs are missing and the spread is narrower nearly as clearly, while the mass of the distribution shifted: then
    /// more than the tail is lost.
    /// </summary>
    public bool BeyondTheTail
    {
        get
        {
            const double NearlyAsClear = 0.8;
            var narrower = SignatureRules.Narrowing.Max(kind => Fit.GetValueOrDefault(kind));
            return Leads(DamageKind.TailLoss) && Shifted && narrower >= NearlyAsClear * Leading!.Result.Standardized;
        }
    }

    /// <summary>
    /// Whether one of some kinds of damage is the likeliest of all, and itself outside what nine in ten healthy batches show: for
    /// naming a change that other figures have shown to be there.
    /// </summary>
    public bool Likeliest(params ReadOnlySpan<DamageKind> kinds)
    {
        const double Outside = 1.645;
        var best = Fit.OrderByDescending(fit => fit.Value).FirstOrDefault();
        return best.Value >= Outside && kinds.Contains(best.Key);
    }

    /// <summary>Whether one of some kinds of damage explains the batch best.</summary>
    public bool Leads(params ReadOnlySpan<DamageKind> kinds) => Leading is not null && kinds.Contains(Leading.Kind);

    /// <summary>Whether a metric lies on the better side of what nine in ten healthy batches show.</summary>
    public bool Better(string name) =>
        _metrics.TryGetValue(name, out var metric) && metric.Result.Null.Excess(metric.Result.Value) < 0
        && (metric.Result.Value < metric.Result.Null.P05 || metric.Result.Value > metric.Result.Null.P95);

    /// <summary>One figure in words: value, and what healthy batches of this size show.</summary>
    public static string Words(JudgedMetric metric)
    {
        var result = metric.Result;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{metric.Result.Description.Title} ({metric.Name}) is {result.Value:G3}; healthy batches of this size show {result.Null.P05:G3} to {result.Null.P95:G3}");
    }
}

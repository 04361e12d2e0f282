using System.ComponentModel.DataAnnotations;

namespace Detector.Detection.Sequential;

/// <summary>When accumulated evidence is a warning, when a page, and when it is over.</summary>
public sealed record EvidenceOptions : IValidatableObject
{
    /// <summary>Most windows that can be learned from.</summary>
    public const int MostLearnedWindows = 4000;

    /// <summary>
    /// Evidence M from which there is a warning: the mean number of windows to a false warning is at least this. Above 1, at most
    /// <see cref="PageEvidence"/>. The default value is 200.
    /// </summary>
    public double WarningEvidence { get; init; } = 200;

    /// <summary>
    /// Evidence M from which there is a page: the mean number of windows to a false page is at least this. Above 1. The default value is
    /// 5000.
    /// </summary>
    public double PageEvidence { get; init; } = 5000;

    /// <summary>
    /// What the two numbers above promise. False: they hold for each axis, for damage and for the labels, so that a monitor may raise a
    /// false warning eleven times as often. True: they hold for the monitor as a whole; both are multiplied by the number of axes and labels
    /// that the monitor keeps evidence of (Bonferroni), which delays detection by about ln(number) over the information in a window. The
    /// default value is false.
    /// </summary>
    public bool PerMonitor { get; init; }

    /// <summary>
    /// Whether the two numbers hold for each label by itself, so that fifty labels raise false alarms fifty times as often. The default
    /// value is false: they hold for all labels together, whose thresholds are multiplied by their number. Without effect where they hold
    /// for the monitor as a whole.
    /// </summary>
    public bool PerLabel { get; init; }

    /// <summary>What is done about the reference's own error; fixed when evidence starts. The default value is Combined.</summary>
    public PValueRemedy Remedy { get; init; } = PValueRemedy.Combined;

    /// <summary>
    /// Accepted windows from which the level of a healthy stream is learned; later ones are only judged, which bounds the state to this
    /// many scores per axis. 0 to 4000. The default value is 500.
    /// </summary>
    public int LearnedWindows { get; init; } = 500;

    /// <summary>Labels to keep evidence of, the largest of the reference first. 0 to 1000. The default value is 50.</summary>
    public int MostSubsets { get; init; } = 50;

    /// <summary>Part of a threshold below which evidence must fall before its alert ends, in (0, 1]. The default value is 0.5.</summary>
    public double ReleaseFraction { get; init; } = 0.5;

    /// <summary>Windows in a row with evidence so low that end an alert, at least 1. The default value is 3.</summary>
    public int ReleaseWindows { get; init; } = 3;

    /// <summary>
    /// Evidence is cut at this multiple of the page threshold, so that an alert can end within tens of windows after a long collapse.
    /// Less evidence never raises more false alarms. At least 10; infinite for no cut. The default value is 10.
    /// </summary>
    public double Ceiling { get; init; } = 10;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!(WarningEvidence > 1 && double.IsFinite(WarningEvidence)))
        {
            yield return Wrong(nameof(WarningEvidence), "must be above 1");
        }

        if (!(PageEvidence >= WarningEvidence && double.IsFinite(PageEvidence)))
        {
            yield return Wrong(nameof(PageEvidence), $"must be at least {nameof(WarningEvidence)}");
        }

        if (!Enum.IsDefined(Remedy))
        {
            yield return Wrong(nameof(Remedy), "is unknown");
        }

        if (LearnedWindows is < 0 or > MostLearnedWindows)
        {
            yield return Wrong(nameof(LearnedWindows), $"must lie between 0 and {MostLearnedWindows}");
        }

        if (MostSubsets is < 0 or > 1000)
        {
            yield return Wrong(nameof(MostSubsets), "must lie between 0 and 1000");
        }

        if (!(ReleaseFraction > 0 && ReleaseFraction <= 1))
        {
            yield return Wrong(nameof(ReleaseFraction), "must be above 0 and at most 1");
        }

        if (ReleaseWindows < 1)
        {
            yield return Wrong(nameof(ReleaseWindows), "must be at least 1");
        }

        if (!(Ceiling >= 10))
        {
            yield return Wrong(nameof(Ceiling), "must be at least 10");
        }
    }

    private static ValidationResult Wrong(string name, string rule) => new($"{name} {rule}.", [name]);
}

using Detector.V1;
using Spectre.Console;

namespace Detector.Cli.Rendering;

/// <summary>The words and colours of verdicts, axes, signatures, findings, alerts and the states of references and monitors.</summary>
internal static class Words
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.InsufficientEvidence => "insufficient evidence",
        Verdict.Healthy => "healthy",
        Verdict.Watch => "watch",
        Verdict.Warning => "warning",
        Verdict.Critical => "critical",
        _ => "not judged",
    };

    /// <summary>How far a reference is; empty when the service does not tell.</summary>
    public static string StateOf(Reference reference) => reference.State switch
    {
        ReferenceState.Calibrating => $"calibrating, {Figures.Progress(reference.CalibrationProgress)}",
        ReferenceState.Ready => "ready",
        ReferenceState.Failed => "failed",
        _ => "",
    };

    public static Style StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => new Style(Color.Green),
        Verdict.Watch or Verdict.InsufficientEvidence => new Style(Color.Yellow),
        Verdict.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        Verdict.Critical => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    public static string Of(MonitorState state) => state switch
    {
        MonitorState.BurningIn => "burning in",
        MonitorState.Watching => "watching",
        _ => "",
    };

    public static string Of(AlertLevel level) => level switch
    {
        AlertLevel.Warning => "warning",
        AlertLevel.Page => "page",
        _ => "none",
    };

    public static string Of(CloseReason reason) => reason switch
    {
        CloseReason.Full => "full",
        CloseReason.Time => "open for its longest time",
        CloseReason.Generation => "another generation came",
        _ => "",
    };

    public static Style StyleOf(AlertLevel level) => level switch
    {
        AlertLevel.Warning => new Style(Color.Yellow, decoration: Decoration.Bold),
        AlertLevel.Page => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    public static string Of(Axis axis) => Spaced(axis.ToString());

    public static string Of(SignatureKind kind) => Spaced(kind.ToString());

    public static string Of(DamageKind kind) => kind switch
    {
        DamageKind.TailLoss => "sparsest outputs missing",
        DamageKind.OuterLoss => "outermost outputs missing",
        DamageKind.Contraction => "drawn to the middle",
        DamageKind.Sharpening => "frequent regions gaining",
        DamageKind.RegionLoss => "regions empty",
        DamageKind.Intrusion => "regions unknown to the reference",
        _ => Spaced(kind.ToString()),
    };

    public static string Of(FindingKind kind) => kind switch
    {
        FindingKind.ExactDuplicate => "exact duplicates",
        FindingKind.NearDuplicate => "near duplicates",
        FindingKind.Loop => "loops",
        FindingKind.OffSupport => "off the reference's support",
        FindingKind.Rare => "rare and valid: keep",
        _ => Spaced(kind.ToString()),
    };

    // The generated enum names are Pascal case: EarlyCollapse reads "early collapse".
    private static string Spaced(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}

namespace Detector.Detection.Judging;

/// <summary>A named pattern that the scores match.</summary>
/// <param name="Kind">Which pattern.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Evidence">The figures behind it, in words.</param>
/// <param name="Metrics">Names of the metrics the evidence rests on.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Signature(
    SignatureKind Kind,
    Verdict Severity,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Metrics,
    string Advice);

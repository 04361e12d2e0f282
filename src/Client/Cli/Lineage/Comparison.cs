using Detector.V1;

namespace Detector.Cli.Lineage;

/// <summary>One generation's report.</summary>
/// <param name="Generation">Its number, from 0.</param>
/// <param name="Report">The report.</param>
internal sealed record JudgedGeneration(int Generation, Report Report);

/// <summary>A generation that could not be compared.</summary>
/// <param name="Generation">Its number, from 0.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record Gap(int Generation, string Reason);

/// <summary>The generations against one thing, in order.</summary>
/// <param name="Against">Against what.</param>
/// <param name="Judged">Those that were compared.</param>
/// <param name="Gaps">Those that could not be.</param>
internal sealed record Comparison(Against Against, IReadOnlyList<JudgedGeneration> Judged, IReadOnlyList<Gap> Gaps)
{
    /// <summary>The verdict of a generation; insufficient evidence where it could not be compared or says nothing.</summary>
    public Verdict VerdictOf(int generation) => Judged.FirstOrDefault(j => j.Generation == generation)?.Report.Verdict switch
    {
        null or Verdict.Unspecified => Verdict.InsufficientEvidence,
        { } verdict => verdict,
    };

    /// <summary>The first generation whose verdict is as bad as this or worse; null for none.</summary>
    public int? FirstAt(Verdict verdict) => Judged.FirstOrDefault(j => j.Report.Verdict >= verdict)?.Generation;
}

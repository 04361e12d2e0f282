using Detector.Detection.Judging;

namespace Detector.Evaluation.Studies;

/// <summary>The report of a healthy batch.</summary>
/// <param name="Reference">Which reference it was judged against.</param>
/// <param name="Size">Samples of the batch.</param>
/// <param name="Report">The report.</param>
internal sealed record HealthyReport(string Reference, int Size, Report Report);

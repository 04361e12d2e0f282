using Detector.Detection.Judging;

namespace Detector.Host.Storage;

/// <summary>What judging a window has shown.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Report">The report in its stored form.</param>
/// <param name="Evidence">The monitor's evidence after it, in its stored form.</param>
internal sealed record JudgedWindow(Verdict Verdict, byte[] Report, byte[] Evidence);

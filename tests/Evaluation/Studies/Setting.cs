using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Studies;

/// <summary>What a study works with.</summary>
/// <param name="Corpus">The sets.</param>
/// <param name="Benches">The references made of them.</param>
/// <param name="Options">How the evaluation runs.</param>
/// <param name="Output">Where tables go.</param>
/// <param name="Progress">Where progress goes.</param>
internal sealed record Setting(Corpus Corpus, BenchStore Benches, EvaluationOptions Options, TextWriter Output, TextWriter Progress);

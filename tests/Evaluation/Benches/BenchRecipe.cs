using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>How a bench is made of a corpus.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">
/// Makes its parts, split between reference and fresh samples in the way that a number gives; null where the corpus lacks what it takes.
/// </param>
internal sealed record BenchRecipe(string Name, Func<Corpus, int, BenchParts?> Make);

using System.Collections.Concurrent;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>Makes each bench once: fitting a reference takes seconds.</summary>
/// <param name="corpus">What the benches are made of.</param>
/// <param name="progress">Told what is done.</param>
internal sealed class BenchStore(Corpus corpus, TextWriter progress)
{
    private readonly ConcurrentDictionary<(string Name, int Split), Lazy<Bench?>> _benches = new();

    /// <summary>The bench of a recipe; null where the corpus lacks what it takes.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="split">Number of the split between reference and fresh samples.</param>
    public Bench? Get(BenchRecipe recipe, int split = 0) =>
        _benches.GetOrAdd((recipe.Name, split), _ => new Lazy<Bench?>(() => Make(recipe, split))).Value;

    private Bench? Make(BenchRecipe recipe, int split)
    {
        if (recipe.Make(corpus, split) is not { } parts)
        {
            return null;
        }

        progress.WriteLine($"fitting the reference '{recipe.Name}', split {split + 1}, of {parts.Known.Count} samples");
        return new Bench($"{recipe.Name} {split}", parts);
    }
}

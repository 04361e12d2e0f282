using System.Collections.Concurrent;
using Detector.Evaluation.Data;

namespace Detector.Evaluation.Benches;

/// <summary>Makes each bench once: fitting a reference takes seconds.</summary>
/// <param name="corpus">What the benches are made of.</param>
/// <param name="progress">Told what is done.</param>
internal sealed class BenchStore(Corpus corpus, TextWriter progress)
{
    private readonly ConcurrentDictionary<string, Lazy<Bench?>> _benches = new(StringComparer.Ordinal);

    /// <summary>The bench of a recipe; null where the corpus lacks what it takes.</summary>
    public Bench? Get(BenchRecipe recipe) =>
        _benches.GetOrAdd(recipe.Name, _ => new Lazy<Bench?>(() => Make(recipe))).Value;

    private Bench? Make(BenchRecipe recipe)
    {
        if (recipe.Make(corpus) is not { } parts)
        {
            return null;
        }

        progress.WriteLine($"fitting the reference '{recipe.Name}' of {parts.Known.Count} samples");
        return new Bench(recipe.Name, parts);
    }
}

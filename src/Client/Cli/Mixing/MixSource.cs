using Detector.V1;

namespace Detector.Cli.Mixing;

/// <summary>A uniform random choice of an input's samples, of bounded size (reservoir sampling, Vitter 1985), from which mixtures are drawn.</summary>
/// <param name="Samples">The choice.</param>
/// <param name="Count">Samples of the input.</param>
internal sealed record MixSource(IReadOnlyList<Sample> Samples, long Count)
{
    private const int Largest = 20_000;

    /// <summary>Chooses of samples, in one pass.</summary>
    public static async ValueTask<MixSource> ChooseAsync(IAsyncEnumerable<Sample> samples, int seed)
    {
        var random = new Random(seed);
        var chosen = new List<Sample>();
        long count = 0;
        await foreach (var sample in samples)
        {
            count++;

            // Two inputs may have the same ids, and nobody asks for them.
            sample.Id = "";
            if (chosen.Count < Largest)
            {
                chosen.Add(sample);
            }
            else if (random.NextInt64(count) is var place && place < Largest)
            {
                chosen[(int)place] = sample;
            }
        }

        return new MixSource(chosen, count);
    }

    /// <summary>Draws some without replacement.</summary>
    public IEnumerable<Sample> Draw(int count, Random random)
    {
        var order = Enumerable.Range(0, Samples.Count).ToArray();
        random.Shuffle(order);
        return order.Take(count).Select(i => Samples[i]);
    }
}

using Detector.Cli.Demo.Language;

namespace Detector.Cli.Demo.Loop;

/// <summary>A language model that is trained anew, generation after generation, on what it wrote itself (Shumailov 2024).</summary>
public sealed class SelfConsumingLoop
{
    private readonly int[][] _human;
    private readonly Vocabulary _vocabulary = new();
    private readonly LoopOptions _options;
    private readonly NgramModel _first;

    /// <summary>Trains generation 0.</summary>
    /// <param name="human">The human passages it learns from.</param>
    /// <param name="options">The model, and how much each generation writes.</param>
    public SelfConsumingLoop(IEnumerable<string> human, LoopOptions options)
    {
        _human = [.. human.Select(_vocabulary.Learn)];
        _options = options;
        _first = NgramModel.Train(_human, options.Model);
    }

    /// <summary>Lets generation 0, the healthy model, write.</summary>
    /// <param name="count">How many passages.</param>
    /// <param name="seed">Another seed writes other passages; those of the loop itself are drawn with its own.</param>
    public IReadOnlyList<string> WriteHealthy(int count, int seed) => Read(Write(_first, count, seed));

    /// <summary>Runs one arm of the loop.</summary>
    /// <param name="arm">What each generation is trained on: one of the arms that need no service.</param>
    /// <param name="generations">Number of the last generation, from 0.</param>
    /// <returns>The generations from 0 on, each made when it is asked for. Generation 0 is the same in all arms.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The arm is <see cref="Arm.Defend"/>.</exception>
    public IEnumerable<Generation> Run(Arm arm, int generations)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(arm, Arm.Defend);
        return RunAlone(arm, generations);
    }

    /// <summary>Runs a loop in which somebody chooses what each generation learns from.</summary>
    /// <param name="generations">Number of the last generation, from 0.</param>
    /// <param name="written">Passages each generation writes.</param>
    /// <param name="choose">Given a generation, the passages that the next one learns from; any text.</param>
    /// <returns>The generations from 0 on, each made when it is asked for.</returns>
    public async IAsyncEnumerable<Generation> RunAsync(int generations, int written, Func<Generation, Task<IReadOnlyList<string>>> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        var model = _first;
        for (var number = 0; ; number++)
        {
            var generation = new Generation(number, Read(Write(model, written, _options.Seed + number)));
            yield return generation;
            if (number == generations)
            {
                yield break;
            }

            var training = await choose(generation);
            model = NgramModel.Train([.. training.Select(_vocabulary.Learn)], _options.Model);
        }
    }

    private IEnumerable<Generation> RunAlone(Arm arm, int generations)
    {
        List<int[]> training = [.. _human];
        for (var number = 0; ; number++)
        {
            var model = number == 0 ? _first : NgramModel.Train(training, _options.Model);
            var written = Write(model, _options.SamplesPerGeneration, _options.Seed + number);
            yield return new Generation(number, Read(written));
            if (number == generations)
            {
                yield break;
            }

            if (arm == Arm.Replace)
            {
                training.Clear();
            }

            training.AddRange(written);
        }
    }

    private int[][] Write(NgramModel model, int count, int seed) =>
        new PassageWriter(model, _vocabulary, _options.Shape).Write(count, seed);

    private string[] Read(int[][] passages) => Array.ConvertAll(passages, passage => _vocabulary.Text(passage));
}

using Detector.Cli.Lineage.Trend;

namespace Detector.Client.Tests.Lineage;

/// <summary>Effects of a loop that is known: a rise per generation, a walk that is handed on, and errors of measuring with deviation 1.</summary>
/// <param name="seed">Seed of every draw.</param>
/// <param name="rise">Rise per generation.</param>
/// <param name="step">Deviation of a step of the walk.</param>
internal sealed class SimulatedLoop(int seed, double rise, double step)
{
    private readonly Random _random = new(seed);

    /// <summary>Draws a loop.</summary>
    /// <param name="generations">Its length.</param>
    /// <returns>Levels without measuring error, and what was measured of them.</returns>
    public (double[] Levels, EffectPoint[] Measured) Draw(int generations)
    {
        var levels = new double[generations];
        for (var i = 1; i < generations; i++)
        {
            levels[i] = levels[i - 1] + rise + (step * Normal());
        }

        return (levels, [.. levels.Select((level, i) => new EffectPoint(i, level + Normal()))]);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}

using System.Globalization;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Benchmarks.Measuring;

/// <summary>
/// Contenders measured by turns, so that what else the machine does meets all of them alike. Ratios are taken within a round and their
/// median is told with an interval.
/// </summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, double[]> _figures;

    private Rounds(Dictionary<string, double[]> figures) => _figures = figures;

    /// <summary>Measures all of them once unrecorded, to warm up, and then so many times.</summary>
    /// <param name="rounds">How many times.</param>
    /// <param name="contenders">Names, and what measures one figure each.</param>
    public static async Task<Rounds> RunAsync(int rounds, params IReadOnlyList<(string Name, Func<Task<double>> Measure)> contenders)
    {
        var figures = contenders.ToDictionary(contender => contender.Name, _ => new double[rounds]);
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, measure) in contenders)
            {
                GC.Collect();
                var figure = await measure();
                if (round >= 0)
                {
                    figures[name][round] = figure;
                }
            }
        }

        return new(figures);
    }

    /// <summary>The median of a contender's figures.</summary>
    public double this[string name] => MedianInterval.Of(_figures[name]).Median;

    /// <summary>One contender's figures as parts of another's, round by round.</summary>
    public MedianInterval Ratio(string name, string to, double factor = 1) =>
        MedianInterval.Of(_figures[name].Zip(_figures[to], (one, other) => factor * one / other));

    /// <summary>All figures.</summary>
    /// <param name="format">How one is written.</param>
    public string ToString(string format)
    {
        var table = new TextTable("", "median", "least", "most");
        foreach (var (name, figures) in _figures)
        {
            table.Add(name, Write(MedianInterval.Of(figures).Median), Write(figures.Min()), Write(figures.Max()));
        }

        return table.ToString();

        string Write(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
    }
}

using Detector.Detection.Numerics;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

/// <summary>A healthy or shifted stream of one axis's p-values, judged against one reference with its error.</summary>
/// <param name="seed">Seed of reference and windows.</param>
/// <param name="worth">Windows that the reference is worth, or 0 for a reference without error.</param>
internal sealed class Streams(ulong seed, double worth)
{
    public const double Exact = 1e9;
    private readonly SeededRandom _random = new(seed, 501);
    private readonly double _error = worth == 0 ? 0 : new SeededRandom(seed, 502).NextGaussian() / Math.Sqrt(worth);

    public double ReferenceWindows => worth == 0 ? Exact : worth;

    /// <summary>The p-value of a window's score against nulls that are off by the reference's error and widened for it.</summary>
    public double Next(double shift = 0)
    {
        var score = (_random.NextGaussian() + shift - _error) / Math.Sqrt(1 + (1 / ReferenceWindows));
        return Math.Clamp(Distributions.NormalCdf(-score), double.Epsilon, 1);
    }

    public static WindowObservation Window(long number, double worth, params ObservedAxis[] axes) => new()
    {
        Window = number,
        Sufficient = true,
        ReferenceWindows = worth,
        Axes = axes,
        Labelled = 0,
        Subsets = [],
    };
}

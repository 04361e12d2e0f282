namespace Detector.Detection.Measuring;

/// <summary>
/// Figures of the spectrum of K/n, K the cosine Gram matrix of a draw: its Shannon entropy in nats, of the whole draw and, for the
/// correction of its bias, of its two halves, and its norms.
/// </summary>
internal sealed class SpectrumEntropy
{
    private readonly SpectrumPart _whole;

    private SpectrumEntropy(SpectrumPart whole, double halves)
    {
        _whole = whole;
        Halves = halves;
    }

    /// <summary>Entropy of the draw, 0 to ln min(n, d).</summary>
    public double Whole => _whole.Entropy;

    /// <summary>Mean entropy of its first and second half.</summary>
    public double Halves { get; }

    /// <summary>Entropy with the bias of order 1/n removed: twice the whole minus the halves.</summary>
    public double Corrected => (2 * Whole) - Halves;

    /// <summary>One over the largest eigenvalue of the draw, 1 to min(n, d).</summary>
    public double Dominance => _whole.Dominance;

    /// <summary>Mean squared cosine over the pairs of different samples.</summary>
    public double MeanSquaredCosine => _whole.MeanSquaredCosine;

    /// <summary>Measures a draw of at least two samples, in O(n d min(n, d)).</summary>
    public static SpectrumEntropy Of(Draw draw, Workspace workspace)
    {
        var members = draw.Members.Span;
        var half = members.Length / 2;
        var first = draw.FirstHalf?.Entropy._whole ?? SpectrumPart.Of(draw.Population, members[..half], workspace);
        var second = SpectrumPart.Of(draw.Population, members[^half..], workspace);
        var whole = 2 * half == members.Length && SpectrumPart.OfHalves(first, second, workspace) is { } joined
            ? joined
            : SpectrumPart.Of(draw.Population, members, workspace);
        return new SpectrumEntropy(whole, (first.Entropy + second.Entropy) / 2);
    }
}

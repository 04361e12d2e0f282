using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>
/// Shannon entropy of the spectrum of K/n, K the cosine Gram matrix of a draw, in nats: of the whole draw and, for the
/// correction of its bias, of its two halves.
/// </summary>
/// <param name="Whole">Entropy of the draw, 0 to ln min(n, d).</param>
/// <param name="Halves">Mean entropy of its first and second half.</param>
/// <param name="Dominance">One over the largest eigenvalue of the draw, 1 to min(n, d).</param>
internal sealed record SpectrumEntropy(double Whole, double Halves, double Dominance)
{
    /// <summary>Entropy with the bias of order 1/n removed: twice the whole minus the halves.</summary>
    public double Corrected => (2 * Whole) - Halves;

    /// <summary>Measures a draw of at least two samples, in O(n d min(n, d)).</summary>
    public static SpectrumEntropy Of(Draw draw, Workspace workspace)
    {
        var members = draw.Members.Span;
        var half = members.Length / 2;
        var whole = Eigenvalues(draw.Population, members, workspace);
        var first = Eigenvalues(draw.Population, members[..half], workspace);
        var second = Eigenvalues(draw.Population, members[^half..], workspace);
        return new SpectrumEntropy(Entropy(whole), (Entropy(first) + Entropy(second)) / 2, Spectrum.HillNumber(whole, double.PositiveInfinity));
    }

    private static double Entropy(double[] values) => Math.Log(Spectrum.HillNumber(values, 1));

    private static double[] Eigenvalues(Population population, ReadOnlySpan<int> members, Workspace workspace)
    {
        var n = members.Length;
        var dimension = population.Embeddings.Dimension;
        var order = Math.Min(n, dimension);
        var matrix = workspace.Spectrum(order * order);
        if (n <= dimension)
        {
            PairStatistics.Gather(population, members, matrix);
        }
        else
        {
            var rows = workspace.Rows(n * dimension);
            for (var i = 0; i < n; i++)
            {
                population.Embeddings.Row(members[i]).CopyTo(rows[(i * dimension)..]);
            }

            Gram.SecondMoment(rows, n, dimension, matrix);
        }

        var values = new double[order];
        SymmetricEigen.Values(matrix, order, values);
        return values;
    }
}

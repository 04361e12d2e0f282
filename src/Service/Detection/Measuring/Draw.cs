using Detector.Detection.Calibration;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Measuring;

/// <summary>
/// Some samples of a population, measured together: a batch, or a null draw of the same size. What several metrics need is
/// computed once, on first use. Not safe for several threads, but for its parts.
/// </summary>
internal sealed class Draw
{
    private readonly Workspace _workspace;
    private readonly Lazy<PairStatistics> _pairs;
    private readonly Lazy<SpectrumEntropy> _entropy;
    private readonly Lazy<WordCounts> _words;
    private readonly Lazy<ComponentMoments> _components;

    /// <summary>Draws samples.</summary>
    /// <param name="population">Where from.</param>
    /// <param name="members">Numbers of the drawn samples, each once, in random order.</param>
    /// <param name="workspace">Buffers of this thread.</param>
    public Draw(Population population, ReadOnlyMemory<int> members, Workspace workspace)
    {
        Population = population;
        Members = members;
        _workspace = workspace;
        _pairs = new Lazy<PairStatistics>(() => PairStatistics.Of(this, workspace));
        _entropy = new Lazy<SpectrumEntropy>(() => SpectrumEntropy.Of(this, workspace));
        _words = new Lazy<WordCounts>(() => WordCounts.Of(this, workspace));
        _components = new Lazy<ComponentMoments>(() => ComponentMoments.Of(this, workspace));
    }

    /// <summary>The draw of the first half of the members, when it was measured: what is known of it is not measured again.</summary>
    public Draw? FirstHalf { get; init; }

    /// <summary>Mean kernel over the pairs of different samples and nearest neighbours in the population, when they are known beforehand.</summary>
    public (double MeanKernel, NeighbourLists Neighbours)? Known { get; init; }

    /// <summary>Where the samples were drawn from.</summary>
    public Population Population { get; }

    /// <summary>Numbers of the drawn samples in their population.</summary>
    public ReadOnlyMemory<int> Members { get; }

    /// <summary>Number of samples drawn.</summary>
    public int Count => Members.Length;

    /// <summary>Figures over pairs of samples, and between samples and the reference's.</summary>
    public PairStatistics Pairs => _pairs.Value;

    /// <summary>Figures of the embeddings' spectrum.</summary>
    public SpectrumEntropy Entropy => _entropy.Value;

    /// <summary>Word counts.</summary>
    public WordCounts Words => _words.Value;

    /// <summary>Mean and covariance along A's principal components.</summary>
    public ComponentMoments Components => _components.Value;

    /// <summary>What takes long to measure and can be measured at the same time, for each buffer of the workspace serves one of them only.</summary>
    public IReadOnlyList<Action> Parts() => [() => _ = Entropy, () => _ = Pairs, () => _ = Words];

    /// <summary>Share of the samples for which something holds, 0 to 1.</summary>
    public double Share(Func<int, bool> holds)
    {
        var count = 0;
        foreach (var member in Members.Span)
        {
            count += holds(member) ? 1 : 0;
        }

        return (double)count / Count;
    }

    /// <summary>Cosines between the first samples, count x count, in a buffer that the next call reuses.</summary>
    public Span<float> Cosines(int count)
    {
        var cosines = _workspace.Spectrum(count * count);
        PairStatistics.Gather(Population, Members.Span[..count], cosines);
        return cosines;
    }

    /// <summary>Eigenvalues, ascending, of a symmetric matrix, which is destroyed.</summary>
    public static double[] Eigenvalues(Span<float> matrix, int order)
    {
        var values = new double[order];
        SymmetricEigen.Values(matrix, order, values);
        return values;
    }

    /// <summary>The features of one drawn sample's text.</summary>
    public TextFeatures TextOf(int member) =>
        Population.Words.Features[member] ?? throw new InvalidOperationException("The text of a drawn sample is not known.");
}

namespace Detector.Detection.Measuring;

/// <summary>Figures of a reference that metrics are scaled by.</summary>
/// <param name="MedianSquaredDistance">Median squared distance of A; the kernels' scale.</param>
/// <param name="SelfKernel">Mean kernel between two samples of A.</param>
/// <param name="SelfCosine">Mean cosine between two samples of A.</param>
/// <param name="FitCount">Number of samples of A.</param>
/// <param name="TailThreshold">Tail score above which the sparsest 5 % of B lie.</param>
/// <param name="OffSupportThreshold">Tail score above which the outermost 0.5 % of B lie.</param>
/// <param name="SparseThreshold">Tail score above which the sparsest tenth of B lies.</param>
/// <param name="NearDuplicateCosine">The .999 quantile of the cosines of B's samples to their nearest neighbour in B.</param>
/// <param name="CellCount">Number of cells.</param>
internal sealed record Scales(
    float MedianSquaredDistance,
    double SelfKernel,
    double SelfCosine,
    int FitCount,
    float TailThreshold,
    float OffSupportThreshold,
    float SparseThreshold,
    float NearDuplicateCosine,
    int CellCount)
{
    /// <summary>Samples of B that loop, see <see cref="Metrics.LoopRate"/>.</summary>
    public int LoopingCount { get; init; }

    /// <summary>Samples of B that repeat any 4-gram.</summary>
    public int RepeatingCount { get; init; }

    /// <summary>Variance of A along each of its principal components, descending.</summary>
    public float[] Variances { get; init; } = [];
}

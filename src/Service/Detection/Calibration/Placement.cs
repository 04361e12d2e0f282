namespace Detector.Detection.Calibration;

/// <summary>Where samples lie against part A of a reference; arrays with one entry per sample.</summary>
internal sealed class Placement(int count)
{
    /// <summary>Number of samples.</summary>
    public int Count { get; } = count;

    /// <summary>Cosine distance to the 5th neighbour in A, 0 to 2.</summary>
    public float[] TailScores { get; init; } = new float[count];

    /// <summary>Inside the support of A: within the radius of one of its samples.</summary>
    public bool[] Inside { get; init; } = new bool[count];

    /// <summary>Number of the cell.</summary>
    public int[] Cells { get; init; } = new int[count];

    /// <summary>Mean kernel to the samples of A, 0 to 1.</summary>
    public float[] Kernels { get; init; } = new float[count];

    /// <summary>The placements of the first samples followed by those of others.</summary>
    public static Placement Concat(Placement first, Placement second) => new(first.Count + second.Count)
    {
        TailScores = [.. first.TailScores, .. second.TailScores],
        Inside = [.. first.Inside, .. second.Inside],
        Cells = [.. first.Cells, .. second.Cells],
        Kernels = [.. first.Kernels, .. second.Kernels],
    };

    /// <summary>The placements of some samples, in the order given.</summary>
    public Placement Gather(int[] samples) => new(samples.Length)
    {
        TailScores = [.. samples.Select(sample => TailScores[sample])],
        Inside = [.. samples.Select(sample => Inside[sample])],
        Cells = [.. samples.Select(sample => Cells[sample])],
        Kernels = [.. samples.Select(sample => Kernels[sample])],
    };

    /// <summary>The placements of the first <paramref name="length"/> samples.</summary>
    public Placement Take(int length) => new(length)
    {
        TailScores = TailScores[..length],
        Inside = Inside[..length],
        Cells = Cells[..length],
        Kernels = Kernels[..length],
    };
}

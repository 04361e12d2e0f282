namespace Detector.Detection.Calibration;

/// <summary>Where samples lie against part A of a reference; arrays with one entry per sample.</summary>
internal sealed class Placement(int count)
{
    /// <summary>Number of samples.</summary>
    public int Count { get; } = count;

    /// <summary>Cosine distance to the 5th neighbour in A, 0 to 2.</summary>
    public float[] TailScores { get; init; } = new float[count];

    /// <summary>The samples of A within whose radius a sample lies, ascending.</summary>
    public int[][] Balls { get; init; } = new int[count][];

    /// <summary>Cosine to the mean embedding of A times that mean's length.</summary>
    public float[] Centres { get; init; } = new float[count];

    /// <summary>Cosine distance to the centroid of its cell.</summary>
    public float[] CellDistances { get; init; } = new float[count];

    /// <summary>Number of the cell.</summary>
    public int[] Cells { get; init; } = new int[count];

    /// <summary>Mean kernel to the samples of A, 0 to 1.</summary>
    public float[] Kernels { get; init; } = new float[count];

    /// <summary>Coordinates along A's principal components, about A's mean.</summary>
    public float[][] Projections { get; init; } = new float[count][];

    /// <summary>Whether a sample lies inside the support of A.</summary>
    public bool Inside(int sample) => Balls[sample].Length > 0;

    /// <summary>The placements of the first samples followed by those of others.</summary>
    public static Placement Concat(Placement first, Placement second) => new(first.Count + second.Count)
    {
        TailScores = [.. first.TailScores, .. second.TailScores],
        Balls = [.. first.Balls, .. second.Balls],
        Centres = [.. first.Centres, .. second.Centres],
        Cells = [.. first.Cells, .. second.Cells],
        CellDistances = [.. first.CellDistances, .. second.CellDistances],
        Kernels = [.. first.Kernels, .. second.Kernels],
        Projections = [.. first.Projections, .. second.Projections],
    };

    /// <summary>The placements of some samples, in the order given.</summary>
    public Placement Gather(int[] samples) => new(samples.Length)
    {
        TailScores = [.. samples.Select(sample => TailScores[sample])],
        Balls = [.. samples.Select(sample => Balls[sample])],
        Centres = [.. samples.Select(sample => Centres[sample])],
        Cells = [.. samples.Select(sample => Cells[sample])],
        CellDistances = [.. samples.Select(sample => CellDistances[sample])],
        Kernels = [.. samples.Select(sample => Kernels[sample])],
        Projections = [.. samples.Select(sample => Projections[sample])],
    };

    /// <summary>These placements with those of some samples replaced by others.</summary>
    public Placement Replaced(bool[] samples, Placement others)
    {
        T[] Mixed<T>(T[] own, T[] other) => [.. own.Select((value, sample) => samples[sample] ? other[sample] : value)];
        return new Placement(Count)
        {
            TailScores = Mixed(TailScores, others.TailScores),
            Balls = Mixed(Balls, others.Balls),
            Centres = Mixed(Centres, others.Centres),
            Cells = Mixed(Cells, others.Cells),
            CellDistances = Mixed(CellDistances, others.CellDistances),
            Kernels = Mixed(Kernels, others.Kernels),
            Projections = Projections,
        };
    }

    /// <summary>The placements of the first <paramref name="length"/> samples.</summary>
    public Placement Take(int length) => new(length)
    {
        TailScores = TailScores[..length],
        Balls = Balls[..length],
        Centres = Centres[..length],
        Cells = Cells[..length],
        CellDistances = CellDistances[..length],
        Kernels = Kernels[..length],
        Projections = Projections[..length],
    };
}

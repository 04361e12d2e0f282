namespace Detector.Detection.Measuring;

/// <summary>Buffers that one thread reuses from draw to draw; grown on demand, contents undefined.</summary>
internal sealed class Workspace
{
    private float[] _cosines = [];
    private float[] _gram = [];
    private float[] _spectrum = [];
    private float[] _rows = [];
    private byte[] _covered = [];
    private int[] _counts = [];

    /// <summary>Counts the words of draws.</summary>
    public WordTally Words { get; } = new();

    /// <summary>Room for the cosines of a population.</summary>
    public Memory<float> Cosines(int length)
    {
        Grown(ref _cosines, length);
        return _cosines.AsMemory(0, length);
    }

    /// <summary>Room for the cosines of a draw.</summary>
    public Span<float> Gram(int length) => Grown(ref _gram, length);

    /// <summary>Room for a matrix whose eigenvalues are taken.</summary>
    public Span<float> Spectrum(int length) => Grown(ref _spectrum, length);

    /// <summary>Room for embeddings.</summary>
    public Span<float> Rows(int length) => Grown(ref _rows, length);

    /// <summary>Marks, all zero.</summary>
    public Span<byte> Covered(int length)
    {
        var marks = Grown(ref _covered, length);
        marks.Clear();
        return marks;
    }

    /// <summary>Counters, all zero; whoever counts leaves them so.</summary>
    public Span<int> Counts(int length) => Grown(ref _counts, length);

    private static Span<T> Grown<T>(ref T[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new T[length];
        }

        return buffer.AsSpan(0, length);
    }
}

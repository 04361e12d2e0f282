using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// An immutable distribution of healthy outputs: embeddings, labels, vocabulary, cells, radii and nulls,
/// split once by a seed into A (everything fitted) and B (null draws only).
/// </summary>
public sealed class ReferenceDistribution
{
    /// <summary>Number of samples, A and B together.</summary>
    public int SampleCount => throw new NotImplementedException();

    /// <summary>Number of samples in A.</summary>
    public int FitCount => throw new NotImplementedException();

    /// <summary>Number of samples in B.</summary>
    public int NullCount => throw new NotImplementedException();

    /// <summary>Length of the embeddings.</summary>
    public int Dimension => throw new NotImplementedException();

    /// <summary>Number of cells of A.</summary>
    public int CellCount => throw new NotImplementedException();

    /// <summary>Number of groups with at least two outputs to one prompt.</summary>
    public int PromptGroupCount => throw new NotImplementedException();

    /// <summary>Batch sizes with cached nulls, ascending.</summary>
    public IReadOnlyList<int> NullSizes => throw new NotImplementedException();

    /// <summary>The options it was made with.</summary>
    public ReferenceOptions Options => throw new NotImplementedException();

    /// <summary>The caller's labels with their number of samples, largest first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Subsets => throw new NotImplementedException();

    /// <summary>Fits and calibrates a reference.</summary>
    /// <param name="samples">The healthy outputs.</param>
    /// <param name="embeddings">Their embeddings, one row per sample.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="progress">Told the share done, 0 to 1; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ReferenceTooSmallException">Fewer than <see cref="ReferenceOptions.MinimumSamples"/> samples.</exception>
    public static ReferenceDistribution Fit(
        IReadOnlyList<Sample> samples,
        EmbeddingMatrix embeddings,
        ReferenceOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Writes the reference in its versioned binary form.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => throw new NotImplementedException();

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The data are corrupt or of an unknown version.</exception>
    public static ReferenceDistribution Read(Stream stream) => throw new NotImplementedException();
}

using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// A reference that is split and fitted but has no nulls yet: all that <see cref="Calibrate"/> needs, so that it can be kept and
/// calibrated later. It holds the texts of part B until then, also when the reference does not keep texts.
/// </summary>
public sealed class FittedReference
{
    private readonly ReferenceState _state;
    private readonly DrawnSamples _drawn;

    private FittedReference(ReferenceState state, DrawnSamples drawn)
    {
        _state = state;
        _drawn = drawn;
        Subsets = state.CountSubsets();
    }

    /// <summary>Number of samples, A and B together.</summary>
    public int SampleCount => FitCount + NullCount;

    /// <summary>Number of samples in A.</summary>
    public int FitCount => _state.Support.Embeddings.Count;

    /// <summary>Number of samples in B.</summary>
    public int NullCount => _state.NullEmbeddings.Count;

    /// <summary>Length of the embeddings.</summary>
    public int Dimension => _state.NullEmbeddings.Dimension;

    /// <summary>Number of cells of A.</summary>
    public int CellCount => _state.Scales.CellCount;

    /// <summary>Number of groups with at least two outputs to one prompt.</summary>
    public int PromptGroupCount => _state.Prompts.Count;

    /// <summary>The options it is made with.</summary>
    public ReferenceOptions Options => _state.Options;

    /// <summary>The caller's labels with their number of samples, largest first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Subsets { get; }

    /// <summary>Splits the samples and fits the reference; fast beside the nulls.</summary>
    /// <param name="samples">The healthy outputs.</param>
    /// <param name="embeddings">Their embeddings, one row per sample.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ReferenceTooSmallException">Fewer than <see cref="ReferenceOptions.MinimumSamples"/> samples.</exception>
    public static FittedReference Fit(
        IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, ReferenceOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(options);
        var (state, drawn) = ReferenceFitter.Fit(samples, embeddings, options, cancellation);
        return new FittedReference(state, drawn);
    }

    /// <summary>Draws the nulls, which completes the reference: the same one each time, wherever and whenever it is done.</summary>
    /// <param name="progress">Told the share done, above 0 to 1, from several threads and not always in order; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    public ReferenceDistribution Calibrate(IProgress<double>? progress, CancellationToken cancellation) =>
        new(ReferenceFitter.Calibrate(_state, _drawn, progress, cancellation));

    /// <summary>Writes the fitted reference in its versioned binary form.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => FittedFormat.Write(_state, _drawn, stream);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The data are corrupt or no fitted reference.</exception>
    /// <exception cref="ReferenceVersionException">Another version of the program wrote them.</exception>
    public static FittedReference Read(Stream stream)
    {
        var (state, drawn) = FittedFormat.Read(stream);
        return new FittedReference(state, drawn);
    }
}

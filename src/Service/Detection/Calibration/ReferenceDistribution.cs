using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>
/// An immutable distribution of healthy outputs: embeddings, labels, vocabulary, cells, radii and nulls,
/// split once by a seed into A (everything fitted) and B (null draws only).
/// </summary>
public sealed class ReferenceDistribution
{
    internal ReferenceDistribution(CalibratedState state)
    {
        State = state;
        Anchors = state.NullEmbeddings.Take(state.Nulls.PopulationSize);
        AnchorPlacement = state.NullPlacement.Take(state.Nulls.PopulationSize);
        Labels = SubsetLabels.Of(new ArraySegment<string?>(state.Subsets, state.Support.Embeddings.Count, state.Nulls.PopulationSize));
        Subsets = state.CountSubsets();
        Plane = new ReferencePlane(state.Support);
        NullSizes = [.. state.Nulls.Tables.Select(table => table.Size)];
    }

    /// <summary>Number of samples, A and B together.</summary>
    public int SampleCount => FitCount + NullCount;

    /// <summary>Number of samples in A.</summary>
    public int FitCount => State.Support.Embeddings.Count;

    /// <summary>Number of samples in B.</summary>
    public int NullCount => State.NullEmbeddings.Count;

    /// <summary>Length of the embeddings.</summary>
    public int Dimension => State.NullEmbeddings.Dimension;

    /// <summary>Number of cells of A.</summary>
    public int CellCount => State.Scales.CellCount;

    /// <summary>Number of groups with at least two outputs to one prompt.</summary>
    public int PromptGroupCount => State.Prompts.Count;

    /// <summary>Batch sizes with cached nulls, ascending.</summary>
    public IReadOnlyList<int> NullSizes { get; }

    /// <summary>The options it was made with.</summary>
    public ReferenceOptions Options => State.Options;

    /// <summary>The caller's labels with their number of samples, largest first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Subsets { get; }

    /// <summary>The reference in two dimensions.</summary>
    public ReferencePlane Plane { get; }

    /// <summary>All parts.</summary>
    internal CalibratedState State { get; }

    /// <summary>The embeddings of B that nulls are drawn from and recall is measured on.</summary>
    internal EmbeddingMatrix Anchors { get; }

    /// <summary>Where the anchors lie against A.</summary>
    internal Placement AnchorPlacement { get; }

    /// <summary>The anchors' labels.</summary>
    internal SubsetLabels Labels { get; }

    /// <summary>Fits and calibrates a reference in one go.</summary>
    /// <param name="samples">The healthy outputs.</param>
    /// <param name="embeddings">Their embeddings, one row per sample.</param>
    /// <param name="options">How to fit.</param>
    /// <param name="progress">Told the share done, 0 to 1, from several threads; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ReferenceTooSmallException">Fewer than <see cref="ReferenceOptions.MinimumSamples"/> samples.</exception>
    public static ReferenceDistribution Fit(
        IReadOnlyList<Sample> samples,
        EmbeddingMatrix embeddings,
        ReferenceOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation) =>
        FittedReference.Fit(samples, embeddings, options, cancellation).Calibrate(progress, cancellation);

    /// <summary>Writes the reference in its versioned binary form.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream) => ReferenceFormat.Write(State, stream);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">The data are corrupt.</exception>
    /// <exception cref="ReferenceVersionException">Another version of the program wrote them.</exception>
    public static ReferenceDistribution Read(Stream stream) => new(ReferenceFormat.Read(stream));
}

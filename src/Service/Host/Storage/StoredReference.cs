namespace Detector.Host.Storage;

/// <summary>What the store knows of a reference besides its content.</summary>
internal sealed record StoredReference
{
    /// <summary>The store's own key; never given twice. 0 before the reference is stored.</summary>
    public long Id { get; init; }

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Free text of the owner.</summary>
    public required string Description { get; init; }

    /// <summary>When it was made, to the millisecond.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>Number of samples, A and B together.</summary>
    public required int SampleCount { get; init; }

    /// <summary>Number of samples in A.</summary>
    public required int FitCount { get; init; }

    /// <summary>Number of samples in B.</summary>
    public required int NullCount { get; init; }

    /// <summary>Seed of the split and of every null draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Name of the encoder.</summary>
    public required string EncoderName { get; init; }

    /// <summary>Fingerprint of the encoder, lower-case hexadecimal.</summary>
    public required string EncoderFingerprint { get; init; }

    /// <summary>Length of the embeddings.</summary>
    public required int Dimension { get; init; }

    /// <summary>Longest input of the encoder in tokens.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>True when the texts were kept.</summary>
    public required bool KeepsTexts { get; init; }

    /// <summary>The caller's labels with their number of samples, largest first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Subsets { get; init; }

    /// <summary>Batch sizes with cached nulls, ascending; empty until the reference is ready.</summary>
    public required IReadOnlyList<int> NullSizes { get; init; }

    /// <summary>Draws per null distribution.</summary>
    public required int NullDraws { get; init; }

    /// <summary>Number of cells.</summary>
    public required int CellCount { get; init; }

    /// <summary>Number of groups with at least two outputs to one prompt.</summary>
    public required int PromptGroupCount { get; init; }

    /// <summary>How far its making is.</summary>
    public required ReferenceState State { get; init; }

    /// <summary>Why its nulls could not be computed; empty unless that failed.</summary>
    public string Failure { get; init; } = "";

    /// <summary>Size of the content in bytes. 0 before the reference is stored.</summary>
    public long StoredBytes { get; init; }

    /// <summary>SHA-256 of the content, lower-case hexadecimal. Empty before the reference is stored.</summary>
    public string ContentHash { get; init; } = "";
}

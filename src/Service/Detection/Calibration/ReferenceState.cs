using Detector.Detection.Measuring;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>What is fitted of a reference; arrays over samples hold A's first, then B's.</summary>
internal record ReferenceState
{
    /// <summary>The options it was made with.</summary>
    public required ReferenceOptions Options { get; init; }

    /// <summary>Ids, null where the owner gave none.</summary>
    public required string?[] Ids { get; init; }

    /// <summary>Labels, null where the owner gave none.</summary>
    public required string?[] Subsets { get; init; }

    /// <summary>Texts when they are kept; otherwise empty.</summary>
    public required string[] Texts { get; init; }

    /// <summary>What is fitted to A, with A's embeddings.</summary>
    public required FittedSupport Support { get; init; }

    /// <summary>B's embeddings.</summary>
    public required EmbeddingMatrix NullEmbeddings { get; init; }

    /// <summary>Where B's samples lie against A.</summary>
    public required Placement NullPlacement { get; init; }

    /// <summary>How many independent samples B is worth at least, where several answer one prompt.</summary>
    public required double NullIndependent { get; init; }

    /// <summary>A's words.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Figures that metrics are scaled by.</summary>
    public required Scales Scales { get; init; }

    /// <summary>Figures of the groups of two or more outputs to one prompt, of A and B together.</summary>
    public required PromptFigures Prompts { get; init; }

    /// <summary>Lengths of the outputs to each prompt.</summary>
    public required PromptLengths Lengths { get; init; }

    /// <summary>Cosine from which two outputs to one prompt are of one class.</summary>
    public required float ClassCosine { get; init; }

    /// <summary>The labels with their number of samples, largest first.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> CountSubsets() =>
    [
        .. Subsets.Where(subset => subset is not null).GroupBy(subset => subset!, StringComparer.Ordinal)
            .Select(group => KeyValuePair.Create(group.Key, group.Count()))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal),
    ];
}

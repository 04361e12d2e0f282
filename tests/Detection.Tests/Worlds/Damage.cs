namespace Detector.Detection.Tests.Worlds;

/// <summary>What can be wrong with a batch.</summary>
internal enum Damage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All embeddings are pulled towards their mean.</summary>
    Contracted,

    /// <summary>Thirty outputs over and over.</summary>
    Repeated,

    /// <summary>Only a quarter of the topics is left.</summary>
    FewTopics,

    /// <summary>The outputs keep to the middle of their topics.</summary>
    Sharpened,

    /// <summary>The embeddings are all but random.</summary>
    Gibberish,

    /// <summary>Few words, the frequent ones.</summary>
    FewWords,

    /// <summary>Texts a third as long.</summary>
    Short,

    /// <summary>A third of the texts loop.</summary>
    Looping,

    /// <summary>All texts begin alike.</summary>
    Opening,
}

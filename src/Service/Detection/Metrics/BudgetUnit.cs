namespace Detector.Detection.Metrics;

/// <summary>What a lexical metric's fixed budget counts.</summary>
internal enum BudgetUnit
{
    /// <summary>The metric has no budget and needs no texts.</summary>
    None,

    /// <summary>The metric needs texts but no budget.</summary>
    Texts,

    /// <summary>Words.</summary>
    Words,

    /// <summary>UTF-8 bytes.</summary>
    Bytes,
}

namespace Detector.Detection.Calibration;

/// <summary>Streams of a seed, one for each use, so that no two uses share random numbers.</summary>
internal static class Streams
{
    /// <summary>The A/B split.</summary>
    public const ulong Split = 1;

    /// <summary>Pairs for the median distance.</summary>
    public const ulong MedianDistance = 2;

    /// <summary>Order of a batch's samples.</summary>
    public const ulong BatchOrder = 3;

    /// <summary>Draws of prompt groups.</summary>
    public const ulong PromptGroups = 4;

    /// <summary>Draws of lost subsets.</summary>
    public const ulong Subsets = 5;

    /// <summary>The halves of a batch that a classifier learns in turn.</summary>
    public const ulong DomainHalves = 6;

    /// <summary>Order of the classifier's null.</summary>
    public const ulong DomainNull = 7;

    /// <summary>The part of a large region or label that seeds are chosen from.</summary>
    public const ulong Seeds = 8;

    /// <summary>First stream of the damage done to draws; kind k of draw s uses this plus 16 s plus k.</summary>
    public const ulong Damage = 1_000_000;

    /// <summary>First stream of the draws from B and a batch together; draw s uses this plus s.</summary>
    public const ulong PoolDraws = 100_000;

    /// <summary>First stream of the null draws; draw s uses this plus s.</summary>
    public const ulong Draws = 1_000;
}

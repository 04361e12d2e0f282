namespace Detector.Cli.Lineage;

/// <summary>What the generations are compared with.</summary>
internal enum Against
{
    /// <summary>A reference of the service, such as human text: how far from the start of everything.</summary>
    Reference,

    /// <summary>Generation 0, the healthy model: how far the loop has come.</summary>
    First,

    /// <summary>The generation before: what one turn of the loop does.</summary>
    Previous,
}

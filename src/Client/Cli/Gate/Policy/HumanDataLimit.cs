namespace Detector.Cli.Gate.Policy;

/// <summary>How much of the data must come from people, by the origin that rows name.</summary>
internal sealed record HumanDataLimit
{
    /// <summary>Smallest share of samples, 0 to 1; 0 asks for none. The default value is 0.</summary>
    public double MinimumShare { get; init; }

    /// <summary>Origins that count as human. The default value is "human".</summary>
    public IReadOnlyList<string> Origins { get; init; } = ["human"];

    /// <summary>Decision when there is less. The default value is quarantine.</summary>
    public GateDecision Decision { get; init; } = GateDecision.Quarantine;
}

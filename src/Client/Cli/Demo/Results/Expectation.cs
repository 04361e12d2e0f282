namespace Detector.Cli.Demo.Results;

/// <summary>One thing a working detector must show in this demo.</summary>
/// <param name="Claim">The thing.</param>
/// <param name="Found">What was found.</param>
/// <param name="Holds">Whether it shows.</param>
public sealed record Expectation(string Claim, string Found, bool Holds);

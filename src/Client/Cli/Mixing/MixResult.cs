namespace Detector.Cli.Mixing;

/// <summary>What is said of a data set.</summary>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Advice">How much human data it needs.</param>
/// <param name="Samples">Samples of the data set.</param>
/// <param name="HumanSamples">Human samples there are.</param>
/// <param name="MixtureSize">Samples of a mixture at most.</param>
internal sealed record MixResult(string Reference, MixAdvice Advice, long Samples, long HumanSamples, int MixtureSize)
{
    /// <summary>Human samples to add; null where no share passes or nothing but human data does.</summary>
    public long? ToAdd => Advice.Share is { } share and < 1 ? MixAdvice.ToAdd(share, Samples) : null;
}

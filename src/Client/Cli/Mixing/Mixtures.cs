using Detector.Cli.Gate.Deciding;
using Detector.Cli.Gate.Policy;
using Detector.Client;

namespace Detector.Cli.Mixing;

/// <summary>
/// Mixtures of two sources, drawn anew and put to a gate: the whole data set with what is added to it, or where that is too much a sample of
/// this, so that the gate sees as much as it will in the end.
/// </summary>
/// <param name="Client">The service.</param>
/// <param name="Reference">Name of the reference.</param>
/// <param name="Policy">What the gate lets through.</param>
/// <param name="Synthetic">The data that may lack something.</param>
/// <param name="Human">The data that makes it up.</param>
/// <param name="Size">Samples of a mixture at most.</param>
/// <param name="Seed">Seed of the draws.</param>
internal sealed record Mixtures(DetectorClient Client, string Reference, GatePolicy Policy, MixSource Synthetic, MixSource Human, int Size, int Seed)
{
    private readonly GateRules _rules = new(Policy);

    /// <summary>Largest share of human data for which there is enough of it, 0 to 1.</summary>
    public double LargestShare => Math.Min(1, Math.Max((double)Human.Samples.Count / Size, (double)Human.Samples.Count / (Human.Samples.Count + Synthetic.Samples.Count)));

    /// <summary>Draws a mixture and puts it to the gate.</summary>
    /// <param name="share">Share of human data, 0 to <see cref="LargestShare"/>.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<GateOutcome> JudgeAsync(double share, int draw, CancellationToken cancellationToken)
    {
        // One stream for each share and draw: mixtures of neighbouring shares are not the same samples.
        var random = new Random(HashCode(Seed, (int)Math.Round(share * MixSearch.Steps), draw));
        var whole = share < 1 ? (int)Math.Min(Size, Synthetic.Samples.Count / (1 - share)) : Size;
        var people = (int)Math.Round(share * whole);
        var mixture = Human.Draw(people, random).Concat(Synthetic.Draw(whole - people, random));
        return _rules.Decide(await Client.ScoreStreamAsync(Reference, mixture.ToAsyncEnumerable(), null, null, cancellationToken), share);
    }

    // The same in every run; System.HashCode is not.
    private static int HashCode(int seed, int step, int draw) => unchecked((seed * 1_000_003) + (step * 8191) + draw);
}

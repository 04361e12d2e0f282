using Detector.Cli.Gate.Deciding;

namespace Detector.Cli.Mixing;

/// <summary>
/// Finds the smallest share of human data with which mixtures pass a gate. A share is tried by mixtures drawn anew, all of one size, so that
/// every share is held to the same power. Bisection over a grid finds where most mixtures begin to pass; from there the share is raised until
/// so many more pass that it is no luck.
/// </summary>
/// <param name="judge">Draws a mixture with a share, by the number of the draw, and puts it to the gate.</param>
/// <param name="largest">Largest share for which there is enough human data, 0 to 1.</param>
internal sealed class MixSearch(Func<double, int, Task<GateOutcome>> judge, double largest)
{
    /// <summary>Steps from 0 to 1.</summary>
    public const int Steps = 64;

    /// <summary>Mixtures by which a share is first tried.</summary>
    public const int FirstDraws = 3;

    /// <summary>Mixtures by which the advised share is confirmed.</summary>
    public const int ConfirmingDraws = 20;

    /// <summary>How many of these must pass: healthy data is accepted 19 times of 20 or more.</summary>
    public const int MustPass = 18;

    private readonly SortedDictionary<int, MixPoint> _points = [];

    /// <summary>Searches.</summary>
    public async Task<MixAdvice> FindAsync()
    {
        var (fails, passes) = (0, (int)(largest * Steps));
        if (await IsConfirmedAsync(0))
        {
            return Advice(0);
        }

        if (!await PassesAsync(passes))
        {
            return Advice(null);
        }

        while (passes - fails > 1)
        {
            var middle = (fails + passes) / 2;
            if (await PassesAsync(middle))
            {
                passes = middle;
            }
            else
            {
                fails = middle;
            }
        }

        for (; passes <= (int)(largest * Steps); passes++)
        {
            if (await IsConfirmedAsync(passes))
            {
                return Advice(passes);
            }
        }

        return Advice(null);
    }

    private async Task<bool> PassesAsync(int step) => 2 * (await DrawAsync(step, FirstDraws)).Accepted > FirstDraws;

    // Given up as soon as too many have failed.
    private async Task<bool> IsConfirmedAsync(int step)
    {
        for (var draws = FirstDraws; draws <= ConfirmingDraws; draws++)
        {
            if (draws - (await DrawAsync(step, draws)).Accepted > ConfirmingDraws - MustPass)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<MixPoint> DrawAsync(int step, int draws)
    {
        var share = (double)step / Steps;
        var point = _points.GetValueOrDefault(step) ?? new MixPoint(share, []);
        for (var draw = point.Outcomes.Count; draw < draws; draw++)
        {
            point = point.With([await judge(share, draw)]);
        }

        return _points[step] = point;
    }

    private MixAdvice Advice(int? step) => new(step / (double)Steps, [.. _points.Values]);
}

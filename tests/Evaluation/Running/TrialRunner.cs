using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Evaluation.Data;
using Detector.Evaluation.Peers;
using Detector.Evaluation.Scenarios;

namespace Detector.Evaluation.Running;

/// <summary>Judges batches by the detector and by its peers, many trials at the same time.</summary>
internal static class TrialRunner
{
    private static readonly ParallelOptions Parallelism = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Runs trials.</summary>
    /// <param name="stages">The references, which take turns, and the corpus.</param>
    /// <param name="scenario">Makes the batches.</param>
    /// <param name="size">Samples of each.</param>
    /// <param name="trials">How many.</param>
    /// <returns>The tally, or null where the corpus lacks what the scenario takes.</returns>
    public static Tally? Run(IReadOnlyList<Stage> stages, IScenario scenario, int size, int trials)
    {
        var outcomes = new Outcome?[trials];
        Parallel.For(0, trials, Parallelism, trial =>
        {
            var stage = stages[trial % stages.Count];
            if (scenario.Draw(stage, size, Seeds.For(scenario.Name, size, trial)) is not { } damaged)
            {
                return;
            }

            var report = Score(stage.Bench.Reference, damaged.Batch);
            var view = new PeerView(stage.Bench.GroundFor(size), damaged.Batch);
            outcomes[trial] = new Outcome(
                report, scenario.Expected.Holds(report, damaged), [.. PeerCatalogue.All.Select(peer => peer.Read(view))]);
        });
        return outcomes.All(outcome => outcome is not null) ? new Tally(outcomes!) : null;
    }

    /// <summary>Judges batches by the detector alone.</summary>
    /// <param name="count">How many.</param>
    /// <param name="judge">Judges the batch of a number.</param>
    public static Tally Run(int count, Func<int, Outcome> judge)
    {
        var outcomes = new Outcome[count];
        Parallel.For(0, count, Parallelism, trial => outcomes[trial] = judge(trial));
        return new Tally(outcomes);
    }

    /// <summary>The detector's report of a batch.</summary>
    public static Report Score(ReferenceDistribution reference, Batch batch) =>
        Judge.Score(reference, batch.Samples, batch.Embeddings, new JudgeOptions(), CancellationToken.None);
}

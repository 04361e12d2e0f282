using System.Globalization;
using Detector.Cli.Demo;
using Detector.Cli.Demo.HumanText;
using Detector.Cli.Demo.Loop;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Data;
using Detector.Evaluation.Peers;
using Detector.Evaluation.Running;

namespace Detector.Evaluation.Studies;

/// <summary>The demo's self-consuming language model, judged generation after generation against what generation 0 wrote.</summary>
internal sealed class LoopStudy : IStudy
{
    private const int HealthyBatches = 60;

    // Far from the demo's own seeds.
    private const int FirstHealthySeed = 100_000;

    public string Name => "loop";

    public IEnumerable<Target> Run(Setting setting)
    {
        if (!setting.Options.Includes(Name) || setting.Options.Passages.Length == 0)
        {
            return [];
        }

        var demo = new DemoOptions();
        var passages = Addresses.Read(setting.Options.Passages, demo.Shape);
        var loop = new SelfConsumingLoop(CorpusSplit.Draw(passages, demo).Training.Select(passage => passage.Text), demo.Loop);
        var known = Embed(setting, loop.WriteHealthy(demo.ReferenceSize, ~demo.Seed));
        var bench = new Bench("generation 0", new BenchParts(known, known));
        var healthy = TrialRunner.Run(
            HealthyBatches, trial => Judge(bench, Embed(setting, loop.WriteHealthy(demo.Batch, FirstHealthySeed + trial))));
        var calibration = new PeerCalibration(healthy);
        setting.Output.WriteLine(
            $"loop: {healthy.DetectedCount} of {healthy.Trials} batches of generation 0 detected ({healthy.SignatureWords()}); peers alarm as often.");
        if (setting.Options.Detail)
        {
            MetricDetail.Write("generation 0, fresh batches", healthy, setting.Output);
        }

        var table = new TextTable(["loop: arm", "generation", "verdict", .. PeerCatalogue.All.Select(peer => peer.Name)]);
        List<Target> targets = [];
        foreach (var arm in demo.Arms)
        {
            var outcomes = loop.Run(arm, demo.Generations).Select(generation =>
            {
                setting.Progress.WriteLine($"loop: {arm}, generation {generation.Number}");
                return Judge(bench, Embed(setting, [.. generation.Passages.Take(demo.Batch)]));
            }).ToArray();
            for (var number = 0; number < outcomes.Length; number++)
            {
                var report = outcomes[number].Report;
                table.Add([
                    arm.ToString(), number.ToString(CultureInfo.InvariantCulture), report.Verdict.ToString(),
                    .. PeerCatalogue.All.Select((_, peer) => Mark(calibration.Alarms(outcomes[number], peer), outcomes[number].Peers[peer].Alarm)),
                    string.Join(' ', report.Signatures.Select(signature => signature.Kind))]);
            }

            targets.AddRange(Targets(arm, outcomes, calibration));
        }

        setting.Output.WriteLine(table);
        return targets;
    }

    private static IEnumerable<Target> Targets(Arm arm, Outcome[] outcomes, PeerCalibration calibration)
    {
        yield return new Target(
            $"loop, {arm}: generation 0, the healthy one, raises no alarm",
            "no warning", outcomes[0].Report.Verdict.ToString(), outcomes[0].Report.Verdict < Verdict.Warning);
        if (arm == Arm.Replace)
        {
            // Generation 0 is healthy: an alarm there is a false one, and no detection.
            var ours = Array.FindIndex(outcomes, 1, outcome => outcome.Detected);
            var peers = PeerCatalogue.All.Select((peer, i) => (peer.Name, First: Array.FindIndex(outcomes, 1, outcome => calibration.Alarms(outcome, i))))
                .Where(peer => peer.First >= 0).OrderBy(peer => peer.First).ToArray();
            yield return new Target(
                $"loop, {arm}: detected no later than by the best peer",
                peers.Length > 0 ? $"<= generation {peers[0].First} ({peers[0].Name})" : "any generation",
                ours < 0 ? "never" : $"generation {ours}",
                ours >= 0 && (peers.Length == 0 || ours <= peers[0].First));
        }
    }

    private static string Mark(bool calibrated, bool shipped) => $"{(calibrated ? "alarm" : "-")}/{(shipped ? "alarm" : "-")}";

    private static Outcome Judge(Bench bench, Batch batch)
    {
        var view = new PeerView(bench.GroundFor(batch.Count), batch);
        return new Outcome(
            TrialRunner.Score(bench.Reference, batch), Right: true, [.. PeerCatalogue.All.Select(peer => peer.Read(view))]);
    }

    private static Batch Embed(Setting setting, IReadOnlyList<string> texts) =>
        setting.Corpus.Embedder.Embed([.. texts.Select(text => new Sample(text))]);
}

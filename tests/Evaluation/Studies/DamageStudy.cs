using System.Globalization;
using Detector.Detection.Judging;
using Detector.Evaluation.Benches;
using Detector.Evaluation.Peers;
using Detector.Evaluation.Results;
using Detector.Evaluation.Running;
using Detector.Evaluation.Scenarios;

namespace Detector.Evaluation.Studies;

/// <summary>Dose-controlled damage, judged by the detector and by its peers on the same batches.</summary>
internal sealed class DamageStudy : IStudy
{
    // A false-alarm rate is one over references as well as batches: whoever has one reference does not know which way it errs.
    private const int References = 3;
    private const double Blind = 0.2;
    private const double ClearlyBetter = 0.01;
    private readonly Dictionary<(string Bench, int Size), Tally> _healthy = [];

    public string Name => "damage";

    public IEnumerable<Target> Run(Setting setting)
    {
        var table = new TextTable([
            "scenario", "n", "trials", "detected", "adj. p <= .05", "warning", "critical", "right", "verdict", .. PeerCatalogue.All.Select(peer => peer.Name)]);
        List<Target> targets = [];
        foreach (var scenario in ScenarioCatalogue.All.Where(scenario => setting.Options.Includes(Name) || setting.Options.Includes(scenario.Name)))
        {
            var benches = Enumerable.Range(0, setting.Options.Smoke ? 1 : References)
                .Select(split => setting.Benches.Get(scenario.Bench, split)).OfType<Bench>().ToArray();
            if (benches.Length == 0)
            {
                setting.Output.WriteLine($"{scenario.Name}: left out, the directory has no set with many labels");
                continue;
            }

            var stages = benches.Select(bench => new Stage(bench, setting.Corpus)).ToArray();
            foreach (var size in scenario.Sizes.Where(size => size <= setting.Options.LargestBatch))
            {
                setting.Progress.WriteLine($"{scenario.Name}, n = {size}");
                var healthy = Healthy(setting, stages, scenario.Bench, size, table);
                if (TrialRunner.Run(stages, scenario, size, setting.Options.Trials) is { } tally)
                {
                    var calibration = new PeerCalibration(healthy);
                    Add(table, Row(scenario.Name, size, tally, calibration), setting);
                    if (setting.Options.Detail)
                    {
                        MetricDetail.Write($"{scenario.Name}, n = {size}", tally, setting.Output);
                    }

                    targets.AddRange(Targets(scenario, size, tally, calibration));
                }
            }
        }

        if (!table.IsEmpty)
        {
            setting.Output.WriteLine(
                $"Dose-controlled damage, {References} references of each kind in turn. Peers: power at the detector's own false-alarm rate / power of the rule as shipped.");
            setting.Output.WriteLine(table);
        }

        return targets;
    }

    private static void Add(TextTable table, string[] row, Setting setting)
    {
        table.Add(row);
        setting.Progress.WriteLine($"  {string.Join("  ", row)}");
    }

    private Tally Healthy(Setting setting, Stage[] stages, BenchRecipe recipe, int size, TextTable table)
    {
        if (_healthy.TryGetValue((recipe.Name, size), out var known))
        {
            return known;
        }

        var scenario = new HealthyBatches(recipe);
        // A mark for a false-alarm rate near 1 % takes more batches than a power does.
        var tally = TrialRunner.Run(stages, scenario, size, setting.Options.Trials * 5 / 2)!;
        Add(table, Row(scenario.Name, size, tally, new PeerCalibration(tally)), setting);
        return _healthy[(recipe.Name, size)] = tally;
    }

    private static string[] Row(string name, int size, Tally tally, PeerCalibration calibration) =>
    [
        name,
        size.ToString(CultureInfo.InvariantCulture),
        tally.Trials.ToString(CultureInfo.InvariantCulture),
        Share.Text(tally.DetectedCount, tally.Trials),
        Share.Text(tally.Significant),
        Share.Text(tally.AtLeast(Verdict.Warning)),
        Share.Text(tally.AtLeast(Verdict.Critical)),
        tally.DetectedCount > 0 ? Share.Text(tally.RightOfDetected) : "-",
        Share.Text(tally.MeanVerdict),
        .. PeerCatalogue.All.Select((_, peer) =>
            $"{Share.Text(calibration.Power(tally, peer))}/{Share.Text((double)tally.Outcomes.Count(outcome => outcome.Peers[peer].Alarm) / tally.Trials)}"),
        tally.SignatureWords(),
    ];

    private static IEnumerable<Target> Targets(IScenario scenario, int size, Tally tally, PeerCalibration calibration)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{scenario.Name}, n = {size}");
        foreach (var goal in scenario.Goals.Where(goal => goal.Size == size))
        {
            yield return Target.AtLeast($"{name}: {goal.Words} ({scenario.Expected.Words})", goal.AtLeast, goal.Measure(tally));
        }

        var best = Enumerable.Range(0, PeerCatalogue.All.Count).MaxBy(peer => calibration.Power(tally, peer));
        var peerOnly = tally.Outcomes.Count(outcome => calibration.Alarms(outcome, best) && !outcome.Detected);
        var oursOnly = tally.Outcomes.Count(outcome => !calibration.Alarms(outcome, best) && outcome.Detected);
        yield return new Target(
            $"{name}: as much power as the best peer, {PeerCatalogue.All[best].Name}",
            $">= {Share.Text(calibration.Power(tally, best))} but for chance",
            $"{Share.Text(tally.Detected)} (adj. p <= .05 in {Share.Text(tally.Significant)})",
            SignTest.PValue(oursOnly, peerOnly) > ClearlyBetter);
        if (scenario.IsEarlyCollapse && size >= 1024)
        {
            var drift = Math.Max(calibration.Power(tally, 0), calibration.Power(tally, 1));
            yield return new Target(
                $"{name}: seen where MMD and the domain classifier are blind",
                $"they <= {Share.Text(Blind)}, detected >= 0.80",
                $"they {Share.Text(drift)}, detected {Share.Text(tally.Detected)}",
                tally.Detected >= 0.8 && drift <= Blind);
        }
    }
}

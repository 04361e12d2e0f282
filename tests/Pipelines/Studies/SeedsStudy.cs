using System.Globalization;
using Detector.Client;
using Detector.Pipelines.Running;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Pipelines.Studies;

/// <summary>Whether the seeds of SuggestSeeds are of the intents that a batch lacks. Once without labels, so that only its regions can tell, and once with them.</summary>
internal sealed class SeedsStudy : IStudy<Setting>
{
    private const int Repeats = 10;
    private const int TopRegions = 10;
    private const double ThinnedShare = 2.0 / 15;
    private const double Wanted = 0.9;

    public string Name => "seeds";

    public async Task<IReadOnlyList<Target>> RunAsync(Setting setting)
    {
        await using var service = await Service.StartNewAsync();
        using var client = new DetectorClient(service.Options);
        var repeats = setting.Options.Smoke ? 1 : Repeats;
        List<double> top = [], all = [], labels = [], found = [];
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var set = DamagedSet.ThinnedLabels(setting.Labelled, ThinnedShare, (0.6, 0.4), repeat);
            var intents = set.Reference.ToDictionary(sample => sample.Id, sample => sample.Subset);
            await client.CreateReadyAsync($"{repeat}", set.Reference, withLabels: true);
            var regions = await client.SuggestSeedsAsync($"{repeat}", set.Damaged.Select(ClientExtensions.Unlabelled).ToAsyncEnumerable());
            bool[][] hits = [.. regions.Deficits.Select(deficit => deficit.Seeds.Select(seed => set.Thinned.Contains(intents[seed.Id])).ToArray())];
            top.Add(Share(hits.Take(TopRegions).SelectMany(hit => hit)));
            all.Add(Share(hits.SelectMany(hit => hit)));
            var named = await client.SuggestSeedsAsync($"{repeat}", set.Damaged.ToAsyncEnumerable());
            string[] lacking = [.. named.Deficits.Where(deficit => deficit.PartCase == Deficit.PartOneofCase.Subset).Select(deficit => deficit.Subset)];
            labels.Add(Share(lacking.Select(set.Thinned.Contains)));
            found.Add(lacking.Count(set.Thinned.Contains) / (double)set.Thinned.Count);
            setting.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {set.Thinned.Count} thinned: {regions.Deficits.Count} regions lack samples, {top[^1]:0.00} of the seeds of the first {TopRegions} are of thinned intents, {all[^1]:0.00} of all; {lacking.Length} labels lack samples, {labels[^1]:0.00} of them thinned"));
        }

        // Of little data no region can be told to lack samples.
        return
        [
            .. setting.Options.Smoke ? [] : new[] { OfMean($"{Name}: share of seeds of the first {TopRegions} regions that are of thinned intents", top) },
            OfMean($"{Name}: share of labels said to lack samples that are thinned", labels),
            OfMean($"{Name}: share of thinned labels that are said to lack samples", found),
        ];
    }

    private static Target OfMean(string what, List<double> shares) => Target.AtLeast(
        $"{what}, mean of {shares.Count} (lowest {shares.Min().ToString("0.00", CultureInfo.InvariantCulture)})", Wanted, shares.Average());

    private static double Share(IEnumerable<bool> hits) => hits.Select(hit => hit ? 1.0 : 0).DefaultIfEmpty(0).Average();
}

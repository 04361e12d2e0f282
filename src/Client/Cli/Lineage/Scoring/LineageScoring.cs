using System.Globalization;
using Detector.Cli.Commands;
using Detector.Cli.Rendering;
using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Lineage.Scoring;

/// <summary>
/// Scores generation after generation. A generation that later ones are compared with becomes a temporary reference, and that of the
/// generation before is deleted as soon as nothing needs it.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="references">Makes and deletes the temporary references.</param>
/// <param name="input">The generations.</param>
/// <param name="settings">What to compare with, and how.</param>
/// <param name="progress">Shows how far it is.</param>
internal sealed class LineageScoring(
    DetectorClient client, TemporaryReferences references, GenerationInput input, LineageSettings settings, StepProgress progress)
{
    private const string Description = "Made by 'detector lineage' for the time of one run; it may be deleted when no such run is under way.";

    private readonly Dictionary<Against, (List<JudgedGeneration> Judged, List<Gap> Gaps)> _found =
        settings.Against.ToDictionary(a => a, _ => (new List<JudgedGeneration>(), new List<Gap>()));

    private Anchor? _first;
    private Anchor? _previous;

    public async Task<IReadOnlyList<Comparison>> RunAsync(CancellationToken cancellation)
    {
        for (var generation = 0; generation < input.Generations.Count; generation++)
        {
            await StepAsync(generation, cancellation);
        }

        return [.. settings.Against.Select(against => new Comparison(against, _found[against].Judged, _found[against].Gaps))];
    }

    private async Task StepAsync(int generation, CancellationToken cancellation)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"generation {generation} of {input.Generations.Count - 1}");
        if (generation > 0 || settings.Reference is not null)
        {
            await progress.RunAsync(
                $"scoring {of}, {Figures.Samples(input.Generations[generation].Samples)}",
                async report =>
                {
                    await ScoreAsync(generation, report, cancellation);
                    return true;
                });
        }

        await ReplaceAsync(generation, of, cancellation);
    }

    private async Task ScoreAsync(int generation, IProgress<double> report, CancellationToken cancellation)
    {
        var sent = new SentShare(input.Generations[generation].Samples, report);
        if (settings.Against.Contains(Against.Reference))
        {
            await ScoreAsync(Against.Reference, new Anchor(settings.Reference, ""));
        }

        if (generation == 0)
        {
            return;
        }

        if (settings.Against.Contains(Against.First))
        {
            await ScoreAsync(Against.First, _first!);
        }

        if (!settings.Against.Contains(Against.Previous))
        {
            return;
        }

        if (generation == 1 && _found.TryGetValue(Against.First, out var same) && same.Judged is [var only])
        {
            // Before generation 1 is generation 0.
            _found[Against.Previous].Judged.Add(only);
            return;
        }

        await ScoreAsync(Against.Previous, _previous!);

        async Task ScoreAsync(Against against, Anchor anchor)
        {
            var (judged, gaps) = _found[against];
            if (anchor.Reference is null)
            {
                gaps.Add(new Gap(generation, anchor.Problem));
                return;
            }

            var options = new ScoreOptions { Nulls = settings.Nulls, Thresholds = Trend.EffectThreshold.ForScoring };
            var scored = await client.ScoreStreamAsync(anchor.Reference, input.ReadAsync(generation, cancellation), options, sent, cancellation);
            judged.Add(new JudgedGeneration(generation, scored));
        }
    }

    // Makes this generation the one that the next is compared with.
    private async Task ReplaceAsync(int generation, string of, CancellationToken cancellation)
    {
        var isLast = generation == input.Generations.Count - 1;
        var wanted = !isLast && (settings.Against.Contains(Against.Previous) || (generation == 0 && settings.Against.Contains(Against.First)));
        var old = _previous;
        _previous = wanted
            ? await progress.RunAsync($"making a reference of {of}", report => MakeAsync(generation, report, cancellation))
            : null;
        _first ??= _previous;
        if (old is { Reference: { } name } && (old != _first || !settings.Against.Contains(Against.First)))
        {
            await references.DeleteAsync(name);
        }
    }

    private async Task<Anchor> MakeAsync(int generation, IProgress<double> report, CancellationToken cancellation)
    {
        var header = new ReferenceHeader { Name = string.Create(CultureInfo.InvariantCulture, $"gen{generation}"), Description = Description };
        try
        {
            var samples = input.ReadAsync(generation, cancellation);
            return new Anchor(await references.CreateAsync(header, samples, input.Generations[generation].Samples, report, cancellation), "");
        }
        catch (DetectorException e) when (e.Reason is "REFERENCE_TOO_SMALL" or "REFERENCE_FAILED")
        {
            return new Anchor(null, string.Create(CultureInfo.InvariantCulture, $"generation {generation} makes no reference: {e.Message}"));
        }
    }

    /// <summary>What generations are compared with: a reference, or why there is none.</summary>
    private sealed record Anchor(string? Reference, string Problem);
}

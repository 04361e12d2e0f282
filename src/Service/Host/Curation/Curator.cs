using Detector.Detection.Curation;
using Detector.Detection.Samples;
using Detector.Encoding;
using Detector.Host.Intake;
using Detector.Host.Options;
using Detector.Host.References;
using Detector.Host.Telemetry;

namespace Detector.Host.Curation;

/// <summary>Curates candidates: loads the reference, encodes while they arrive, and decides in their order. Nothing is stored.</summary>
internal sealed class Curator(
    ReferenceLibrary references, SampleIntake intake, ITextEncoder encoder, CurationOptions options, DetectorMetrics metrics) : IDisposable
{
    private readonly CallLimit _calls = new(options.Calls, "Curation:Calls");
    private readonly ComputeSlots _slots = new(Environment.ProcessorCount);

    /// <summary>Admits a Curate or SuggestSeeds call until the result is disposed.</summary>
    /// <exception cref="Errors.ServiceException">QueueFull.</exception>
    public IDisposable Admit() => _calls.Admit();

    /// <summary>Curates the candidates of one call.</summary>
    /// <param name="name">The reference's name.</param>
    /// <param name="select">How many to select.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    /// <param name="parts">The candidates as they arrive, checked.</param>
    /// <param name="decided">Told the decisions of each part.</param>
    /// <param name="cancellation">Gives the call up.</param>
    /// <exception cref="Errors.ServiceException">ReferenceNotFound, ReferenceCalibrating, ReferenceFailed, EncoderMismatch or a fault of the store.</exception>
    public async Task<CurationSummary> CurateAsync(
        string name,
        int select,
        ulong seed,
        IAsyncEnumerable<IReadOnlyList<Sample>> parts,
        Func<IReadOnlyList<Sample>, IReadOnlyList<CandidateDecision>, Task> decided,
        CancellationToken cancellation)
    {
        var reference = await references.LoadAsync(name, cancellation);
        EncoderCheck.Require(encoder.Description, reference.Stored);
        var curator = new CandidateCurator(reference.Distribution, select, seed);
        await foreach (var batch in intake.EncodeEachAsync(parts, cancellation))
        {
            var decisions = await _slots.RunAsync(() => curator.Add(batch.Samples, batch.Embeddings, cancellation), cancellation);
            metrics.CountSamples("curate", batch.Samples.Count);
            await decided(batch.Samples, decisions);
        }

        return await _slots.RunAsync(curator.Complete, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}

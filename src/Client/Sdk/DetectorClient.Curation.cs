using Detector.Client.Calls;
using Detector.V1;

namespace Detector.Client;

/// <content>The calls of the curation service.</content>
public sealed partial class DetectorClient
{
    /// <summary>
    /// Decides of candidates for training, any number of them: repetitions and loops are dropped, what is unusual never is. Candidates are
    /// sent no faster than decisions are taken, so neither side holds more than a few messages. The call is tried again only until the
    /// service has taken it; the options' deadline is the longest time for which the service may owe an answer. An exception of the source
    /// or of <paramref name="decided"/> ends the call and passes through.
    /// </summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="candidates">The candidates, read once and sent in messages of bounded size.</param>
    /// <param name="decided">Told the decisions in the order of the candidates, some at a time.</param>
    /// <param name="select">Kept candidates to select for coverage of the reference, 0 to 100000; 0 for none.</param>
    /// <param name="seed">Seed of what is drawn at random.</param>
    /// <param name="progress">Told after each message. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Counts, the weight of each cell, and the selected candidates.</returns>
    /// <exception cref="DetectorException">
    /// NOT_FOUND for an unknown reference, FAILED_PRECONDITION when it cannot be used, INVALID_ARGUMENT with field paths for bad candidates or
    /// more than the server's limit, RESOURCE_EXHAUSTED when too many calls run, or as for any call.
    /// </exception>
    public async Task<CurationSummary> CurateAsync(
        string reference,
        IAsyncEnumerable<Sample> candidates,
        Func<IReadOnlyList<CandidateDecision>, ValueTask> decided,
        int select = 0,
        ulong seed = 1,
        IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(decided);
        var header = new CurateHeader { Reference = reference, Select = select, Seed = seed };
        var call = new CurateCall(o => _curation.Curate(o), header, decided, _options.Deadline, progress);
        var chunks = SampleChunks.Cut(candidates, _options.ChunkBytes, _options.ChunkSamples, null, _options.TimeProvider, cancellationToken);
        return await _runner.RunAsync(_ => call.RunAsync(chunks, cancellationToken), () => !call.HasBegun, cancellationToken);
    }

    /// <summary>
    /// Scores a batch of any size and returns what it lacks: for each cell and label that it covers significantly too little the samples
    /// needed, and samples of the reference to start from. An exception of the source passes through.
    /// </summary>
    /// <param name="reference">Name of the reference.</param>
    /// <param name="samples">The batch, read once and sent in messages of bounded size.</param>
    /// <param name="seedsPerDeficit">Seeds of one deficit at most, 0 to 100.</param>
    /// <param name="thresholds">Levels at which something counts as lacking. Optional.</param>
    /// <param name="seed">Seed of what is drawn at random.</param>
    /// <param name="progress">Told after each message. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<SuggestSeedsResponse> SuggestSeedsAsync(
        string reference,
        IAsyncEnumerable<Sample> samples,
        int seedsPerDeficit = 5,
        Thresholds? thresholds = null,
        ulong seed = 1,
        IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var header = new SuggestSeedsHeader { Reference = reference, SeedsPerDeficit = seedsPerDeficit, Thresholds = thresholds, Seed = seed };
        var upload = new SampleUpload<SuggestSeedsRequest, SuggestSeedsResponse>(
            o => _curation.SuggestSeeds(o), new SuggestSeedsRequest { Header = header }, s => new SuggestSeedsRequest { Samples = { s } });
        return await UploadAsync(upload, samples, progress, cancellationToken);
    }
}

using Detector.Client.Calls;
using Detector.V1;

namespace Detector.Client;

/// <content>The calls of the scoring service.</content>
public sealed partial class DetectorClient
{
    /// <summary>Scores one batch in one message; for larger ones use <see cref="ScoreStreamAsync"/>.</summary>
    /// <param name="reference">Name of the reference to compare with.</param>
    /// <param name="samples">The batch, 1 to the server's limit (8192 by default).</param>
    /// <param name="options">Metrics, thresholds, seed, findings. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Report> ScoreAsync(
        string reference, IEnumerable<Sample> samples, ScoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ScoreRequest { Reference = reference, Samples = { samples }, Options = options };
        return (await _runner.RunAsync(async o => await _scoring.ScoreAsync(request, o), null, cancellationToken)).Report;
    }

    /// <summary>Scores one batch of any size, sent as a stream. An exception of the source passes through.</summary>
    /// <param name="reference">Name of the reference to compare with.</param>
    /// <param name="samples">The batch, read once and sent in messages of bounded size.</param>
    /// <param name="options">Metrics, thresholds, seed, findings. Optional.</param>
    /// <param name="progress">Told after each message. Optional.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<Report> ScoreStreamAsync(
        string reference,
        IAsyncEnumerable<Sample> samples,
        ScoreOptions? options = null,
        IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var first = new ScoreStreamRequest { Header = new ScoreHeader { Reference = reference, Options = options } };
        var upload = new SampleUpload<ScoreStreamRequest, ScoreStreamResponse>(
            o => _scoring.ScoreStream(o), first, s => new ScoreStreamRequest { Samples = { s } });
        return (await UploadAsync(upload, samples, progress, cancellationToken)).Report;
    }
}

using Detector.Client;
using Detector.Hardening.Fuzzing.Messages;
using Detector.Tests.Shared;
using Detector.Tests.Studies;
using Detector.V1;

namespace Detector.Hardening.Fuzzing;

/// <summary>A real service to be fuzzed, with a reference, a monitor and reports on it, so that messages reach what lies deep.</summary>
internal sealed class FuzzedService : IAsyncDisposable
{
    private static readonly string[] Small =
    [
        "--References:NullDraws=99", "--Limits:References=5", "--Limits:Monitors=10", "--Limits:MessageBytes=1000000", "--Limits:WindowSamples=512",
        "--Limits:CurateSamples=5000", "--Limits:StreamSamples=5000", "--Limits:ReferenceSamples=500", "--Log:Level=Warning",
    ];

    private readonly Service _service;
    private readonly DetectorClient _client;

    private FuzzedService(Service service)
    {
        _service = service;
        _client = new DetectorClient(service.Options with { Retry = new RetryPolicy { MaxAttempts = 1000, MaxDelay = TimeSpan.FromMilliseconds(500) } });
    }

    /// <summary>Its gRPC port.</summary>
    public Uri Address => _service.Options.Address;

    /// <summary>Its HTTP port.</summary>
    public Uri HttpAddress => _service.HttpAddress;

    /// <summary>Its process id.</summary>
    public int ProcessId => _service.ProcessId;

    /// <summary>Where its store, SQLite's, is.</summary>
    public string Store => _service.StorePath;

    /// <summary>Starts it.</summary>
    /// <param name="options">Further options.</param>
    public static async Task<FuzzedService> StartAsync(params string[] options)
    {
        var fuzzed = new FuzzedService(await Service.StartNewAsync([.. Small, .. options]));
        await fuzzed._client.CreateReferenceAsync(
            new ReferenceHeader { Name = MessageMaker.Reference, KeepTexts = true }, Samples(200, "reference").ToAsyncEnumerable());
        await fuzzed._client.WaitUntilReadyAsync(MessageMaker.Reference);
        await fuzzed._client.CreateMonitorAsync(Monitor());
        await fuzzed.ObserveAsync(256);
        return fuzzed;
    }

    /// <summary>Asks for what must work whatever was sent before; the monitor is made again where a message deleted it.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public async Task<string?> FailureAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            var report = await _client.ScoreAsync(MessageMaker.Reference, Samples(40, "score"), cancellationToken: patience.Token);
            await ObserveAsync(10);
            using var http = new HttpClient { BaseAddress = HttpAddress, Timeout = TimeSpan.FromMinutes(1) };
            using var health = await http.GetAsync(new Uri("/healthz", UriKind.Relative), patience.Token);
            return report.SampleCount == 40 && health.IsSuccessStatusCode ? null : $"{report.SampleCount} samples scored, /healthz {health.StatusCode}";
        }
        catch (Exception error) when (error is DetectorException or HttpRequestException or OperationCanceledException)
        {
            return error.Message;
        }
    }

    /// <summary>What its log says of defects, each line once.</summary>
    public IReadOnlyList<string> Defects() =>
        [.. File.ReadLines(_service.LogPath).Where(line => line.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) || !line.StartsWith('{')).Distinct()];

    /// <summary>Some samples.</summary>
    public static IEnumerable<Sample> Samples(int count, string seed)
    {
        var random = Seeds.For("fuzzed", seed);
        var maker = new MessageMaker(random);
        for (var i = 0; i < count; i++)
        {
            yield return new Sample { Text = $"{maker.Text()} {i}", Subset = random.Next(4) == 0 ? "some" : "most", Prompt = $"Say something, number {i / 4}." };
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    private static CreateMonitorRequest Monitor() => new()
    {
        Name = MessageMaker.Monitor,
        Reference = MessageMaker.Reference,
        Settings = new MonitorSettings
        {
            Window = new WindowSettings { Samples = 64 },
            Retention = new RetentionSettings { Reports = 50, KeepSamples = true },
        },
    };

    private async Task ObserveAsync(int samples)
    {
        try
        {
            await _client.ObserveAsync(MessageMaker.Monitor, Samples(samples, "observe"));
        }
        catch (DetectorException gone) when (gone.Status == Grpc.Core.StatusCode.NotFound)
        {
            await _client.CreateMonitorAsync(Monitor());
            await _client.ObserveAsync(MessageMaker.Monitor, Samples(samples, "observe"));
        }
    }
}

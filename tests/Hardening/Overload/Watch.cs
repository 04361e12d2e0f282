using System.Diagnostics;
using Detector.Tests.Studies;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace Detector.Hardening.Overload;

/// <summary>Looks at a service while it is under load: its health, as probes ask for it, and its memory.</summary>
internal sealed class Watch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<double> _mebibytes = [];
    private readonly List<double> _milliseconds = [];
    private readonly Task _watching;

    /// <summary>Begins to look.</summary>
    public Watch(Service service) => _watching = Task.Run(() => RunAsync(service));

    /// <summary>Answers that were not SERVING.</summary>
    public int Unhealthy { get; private set; }

    /// <summary>Most resident memory seen, in MiB.</summary>
    public double MostMebibytes => _mebibytes.Max();

    /// <summary>How much more there is of it in the last third of the time than in the one before, in MiB.</summary>
    public double Growth
    {
        get
        {
            var third = _mebibytes.Count / 3;
            return third == 0 ? 0 : _mebibytes[^third..].Average() - _mebibytes[third..(2 * third)].Average();
        }
    }

    /// <summary>Longest wait for an answer of health, in milliseconds.</summary>
    public double LongestMilliseconds => _milliseconds.Max();

    /// <summary>Ends it; the figures stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task RunAsync(Service service)
    {
        using var channel = GrpcChannel.ForAddress(service.Options.Address!);
        var health = new Health.HealthClient(channel);
        using var http = new HttpClient { BaseAddress = service.HttpAddress, Timeout = TimeSpan.FromSeconds(30) };
        do
        {
            var asked = Stopwatch.GetTimestamp();
            var grpc = await health.CheckAsync(new HealthCheckRequest(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));
            using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative));
            Unhealthy += grpc.Status == HealthCheckResponse.Types.ServingStatus.Serving && ready.IsSuccessStatusCode ? 0 : 1;
            _milliseconds.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            _mebibytes.Add(Memory.ResidentMebibytes(service.ProcessId));
            await Task.Delay(Interval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        while (!_stop.IsCancellationRequested);
    }
}

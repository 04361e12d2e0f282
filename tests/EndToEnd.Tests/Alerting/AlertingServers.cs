using System.Net.Http.Json;
using System.Text.Json;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Alerting;

/// <summary>Real Prometheus and Alertmanager with the rules and the example configuration that the chart ships, on short intervals.</summary>
internal sealed class AlertingServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly HttpClient _http = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-alerting-").FullName;
    private readonly string _prometheus = $"http://127.0.0.1:{FreePort.Find()}";
    private readonly string _alertmanager = $"http://127.0.0.1:{FreePort.Find()}";
    private RunningProgram? _prometheusProgram;
    private RunningProgram? _alertmanagerProgram;

    /// <summary>Starts both; they watch one service.</summary>
    public static async Task<AlertingServers> StartAsync(string metricsHost, Pager pager)
    {
        var servers = new AlertingServers();
        servers.WriteAlertmanager(pager);
        servers.WritePrometheus(metricsHost);
        servers._alertmanagerProgram = new Command(
            "prometheus-alertmanager",
            $"--config.file={servers._folder}/alertmanager.yml",
            $"--storage.path={servers._folder}/alertmanager",
            $"--web.listen-address={new Uri(servers._alertmanager).Authority}",
            "--cluster.listen-address=").Start();
        servers._prometheusProgram = new Command(
            "prometheus",
            $"--config.file={servers._folder}/prometheus.yml",
            $"--storage.tsdb.path={servers._folder}/prometheus",
            $"--web.listen-address={new Uri(servers._prometheus).Authority}").Start();
        await UntilAsync("both are ready", async () =>
            (await servers._http.GetAsync($"{servers._alertmanager}/-/ready")).IsSuccessStatusCode
            && (await servers._http.GetAsync($"{servers._prometheus}/-/ready")).IsSuccessStatusCode);
        return servers;
    }

    /// <summary>Names with severities of what fires in Prometheus for a monitor.</summary>
    public async Task<string[]> FiringAsync(string monitor) =>
    [
        .. (await ReadAsync($"{_prometheus}/api/v1/alerts")).GetProperty("data").GetProperty("alerts").EnumerateArray()
            .Where(alert => alert.GetProperty("state").GetString() == "firing" && Of(alert.GetProperty("labels"), monitor))
            .Select(Describe),
    ];

    /// <summary>Names with severities of the active alerts that Alertmanager has for a monitor.</summary>
    public async Task<string[]> NotifiedAsync(string monitor) =>
    [
        .. (await ReadAsync($"{_alertmanager}/api/v2/alerts?active=true")).EnumerateArray()
            .Where(alert => Of(alert.GetProperty("labels"), monitor)).Select(Describe),
    ];

    /// <summary>The value of a query, or null where it has none.</summary>
    public async Task<double?> QueryAsync(string query)
    {
        var result = (await ReadAsync($"{_prometheus}/api/v1/query?query={Uri.EscapeDataString(query)}")).GetProperty("data").GetProperty("result");
        return result.GetArrayLength() == 0 ? null : double.Parse(result[0].GetProperty("value")[1].GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Names of all metrics that Prometheus has.</summary>
    public async Task<string[]> MetricsAsync() =>
        [.. (await ReadAsync($"{_prometheus}/api/v1/label/__name__/values")).GetProperty("data").EnumerateArray().Select(name => name.GetString()!)];

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                if (await holds())
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!timeout.IsCancellationRequested)
            {
                // Not started yet.
            }

            Assert.False(timeout.IsCancellationRequested, $"not in {Patience}: {what}");
            await Task.Delay(200);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in new[] { _prometheusProgram, _alertmanagerProgram }.OfType<RunningProgram>())
        {
            await program.DisposeAsync();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The example, told where the pager is and to wait less.
    private void WriteAlertmanager(Pager pager) => File.WriteAllText(
        Path.Combine(_folder, "alertmanager.yml"),
        File.ReadAllText(Repository.PathOf("helm", "detector", "rules", "alertmanager.example.yaml"))
            .Replace("http://pager.example.invalid/detector", pager.Address, StringComparison.Ordinal)
            .Replace("group_wait: 30s", "group_wait: 1s", StringComparison.Ordinal)
            .Replace("group_interval: 5m", "group_interval: 1s", StringComparison.Ordinal));

    private void WritePrometheus(string metricsHost) => File.WriteAllText(
        Path.Combine(_folder, "prometheus.yml"),
        $"""
        global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
        rule_files: ["{Repository.PathOf("helm", "detector", "rules")}/detector.*.yaml"]
        alerting: {"{"} alertmanagers: [{"{"} static_configs: [{"{"} targets: ["{new Uri(_alertmanager).Authority}"] {"}"}] {"}"}] {"}"}
        scrape_configs:
          - job_name: detector
            static_configs: [{"{"} targets: ["{metricsHost}"], labels: {"{"} namespace: test {"}"} {"}"}]
        """);

    private async Task<JsonElement> ReadAsync(string address) => await _http.GetFromJsonAsync<JsonElement>(address);

    private static bool Of(JsonElement labels, string monitor) =>
        labels.TryGetProperty("monitor", out var name) && name.GetString() == monitor;

    private static string Describe(JsonElement alert)
    {
        var labels = alert.GetProperty("labels");
        return $"{labels.GetProperty("alertname").GetString()} {labels.GetProperty("severity").GetString()}";
    }
}

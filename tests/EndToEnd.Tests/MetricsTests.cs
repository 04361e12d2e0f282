using System.Globalization;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class MetricsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Metrics_count_what_was_done_and_what_was_refused()
    {
        (await service.Cli("reference", "create", "counted", "--input", service.TextFile("counted.txt", Texts.Varied(300, 6))).RunAsync()).Ended(0);
        await service.Cli("score", "--reference", "counted", "--input", service.TextFile("batch.txt", Texts.Collapsed(100))).RunAsync();
        (await service.Cli("score", "--reference", "no-such", "--input", service.TextFile("batch.txt", Texts.Varied(1, 7))).RunAsync()).Ended(1);

        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(service.Process.MetricsAddress);
        Assert.Equal(300, Value(metrics, """detector_accepted_samples_total{operation="create_reference"}"""));
        Assert.Equal(100, Value(metrics, """detector_accepted_samples_total{operation="score"}"""));
        Assert.Equal(1, Value(metrics, """detector_reports_total{verdict="critical"}"""));
        Assert.Equal(1, Value(metrics, """detector_rejected_total{reason="REFERENCE_NOT_FOUND"}"""));
        Assert.Equal(1, Value(metrics, "detector_references"));
        Assert.Contains("detector_build_info{version=", metrics, StringComparison.Ordinal);
        Assert.True(Value(metrics, "detector_score_seconds_count") >= 1);
    }

    private static double Value(string metrics, string series)
    {
        var line = metrics.Split('\n').FirstOrDefault(line => line.StartsWith(series + " ", StringComparison.Ordinal));
        Assert.True(line is not null, $"no {series} in\n{metrics}");
        return double.Parse(line[series.Length..], CultureInfo.InvariantCulture);
    }
}

using System.Text.Json;
using Detector.Client;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;
using Detector.V1;

namespace Detector.EndToEnd.Tests;

public sealed class ServeTests : IDisposable
{
    // Enough for the service to encode while further samples may come.
    private const int Count = 1100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-serve-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Sigterm_lets_the_running_call_finish_and_ends_with_0()
    {
        await using var service = Serve().Start();
        await service.LineAsync("Listening on ");
        using var ports = JsonDocument.Parse(await File.ReadAllBytesAsync(PortFile));
        using var client = new DetectorClient($"127.0.0.1:{ports.RootElement.GetProperty("grpc").GetInt32()}");
        var stopping = new TaskCompletionSource();
        var call = client.CreateReferenceAsync(new ReferenceHeader { Name = "last" }, SamplesAsync());
        await EncodingAsync(ports.RootElement.GetProperty("http").GetInt32());

        await service.SignalAsync("TERM");
        await service.LineAsync("Stopping: 1 calls");
        stopping.SetResult();

        Assert.Equal(Count, (await call).SampleCount);
        (await service.EndAsync()).Ended(0);

        async IAsyncEnumerable<Sample> SamplesAsync()
        {
            foreach (var text in Texts.Varied(Count, 31))
            {
                yield return new Sample { Text = text };
            }

            await stopping.Task;
        }
    }

    [Fact]
    public async Task Every_wrong_option_is_named_at_once_and_nothing_starts()
    {
        var outcome = (await Serve("--Listen:GrpcPort=abc", "--Limits:TextBytes=0", "--Sorage:Path=x").RunAsync()).Ended(1);
        Assert.Empty(outcome.Output);
        Assert.All((string[])["Listen:GrpcPort", "Limits:TextBytes", "--Sorage:Path"], option =>
            Assert.Contains(option, outcome.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(PortFile));
    }

    private static async Task EncodingAsync(int httpPort)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!(await http.GetStringAsync($"http://127.0.0.1:{httpPort}/metrics")).Contains("detector_encode_seconds_count 1", StringComparison.Ordinal))
        {
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private string PortFile => Path.Combine(_folder.FullName, "ports.json");

    private Command Serve(params string[] options) => new(
        Repository.PathOf("detector"),
        [
            "serve", "--Log:Format=Text", "--Listen:GrpcPort=0", "--Listen:HttpPort=0", $"--Listen:PortFile={PortFile}",
            $"--Storage:Path={Path.Combine(_folder.FullName, "detector.db")}", .. options,
        ]);
}

using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Detector.Host.Tests.Security;

/// <summary>Texts and keys are in no log line, no metric and no error.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly List<string> _errors = [];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("Json")]
    [InlineData("Text")]
    public async Task A_marked_text_or_key_is_nowhere_but_in_answers(string format)
    {
        var keys = new TestKeys(_directory, Role.Admin, Role.Read);
        await using var service = await ServiceProcess.StartAsync(
            _directory, keys.Option, "--Listen:Address=0.0.0.0", "--Log:Level=Trace", $"--Log:Format={format}", "--References:NullDraws=99");
        var admin = With(service, keys[Role.Admin]);
        await PrepareAsync(admin);

        var made = 0;
        foreach (var (method, messages) in MarkedCalls.All())
        {
            await TryAsync(() => ServedMethods.CallAsync(admin, method, messages));
            made++;
        }

        foreach (var method in ServedMethods.All.Keys)
        {
            await TryAsync(() => ServedMethods.CallAsync(With(service, $"{MarkedCalls.Mark}{keys[Role.Admin]}"), method));
            await TryAsync(() => ServedMethods.CallAsync(With(service, keys[Role.Read]), method));
        }

        var monitors = new MonitorService.MonitorServiceClient(admin);
        await TryAsync(async () => await monitors.GetReportAsync(new GetReportRequest { Monitor = "marked", IncludeSamples = true }));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.HttpPort}") };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {keys[Role.Read]}");
        var metrics = await http.GetStringAsync("/metrics");
        _errors.Add(await (await http.GetAsync($"/{MarkedCalls.Mark}")).Content.ReadAsStringAsync());
        Assert.Equal(0, await service.TerminateAsync());

        // It must have seen what it looks for: all methods, refusals of many kinds, log lines of its format and series of the monitor.
        Assert.Equal(294, made);
        Assert.True(_errors.Count > 200, $"{_errors.Count}");
        foreach (var reason in (string[])["BLANK_TEXT", "TEXT_TOO_LONG", "DUPLICATE_ID", "MALFORMED_MESSAGE", "REFERENCE_NOT_FOUND", "INVALID_CREDENTIALS", "MISSING_ROLE"])
        {
            Assert.Contains(_errors, error => error.Contains(reason, StringComparison.Ordinal));
            Assert.Contains(service.Lines, line => line.Contains("was refused", StringComparison.Ordinal));
        }

        Assert.Contains("detector_samples_total{monitor=\"marked\"}", metrics, StringComparison.Ordinal);
        Assert.Equal(format == "Json", service.Lines.First().StartsWith('{'));
        foreach (var secret in (string[])[MarkedCalls.Mark, keys[Role.Admin], keys[Role.Read]])
        {
            Assert.DoesNotContain(secret, metrics, StringComparison.Ordinal);
            Assert.DoesNotContain(service.Lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(_errors, error => error.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task An_exception_that_holds_a_text_is_told_by_its_kind_and_place_only()
    {
        using var logs = new LogRecorder();
        var failing = false;
        var encoder = new StubEncoder { Before = _ => failing ? throw new InvalidOperationException(MarkedCalls.Mark) : Task.CompletedTask };
        await using var service = await TestService.StartAsync(encoder, adjust: logs.Register, options: ["--Log:Level=Trace"]);
        await PrepareAsync(service.Channel.CreateCallInvoker());
        failing = true;
        foreach (var (method, messages) in MarkedCalls.All().Take(7 * 3))
        {
            await TryAsync(() => ServedMethods.CallAsync(service.Channel.CreateCallInvoker(), method, messages));
        }

        await Eventually.SucceedsAsync(async () => Assert.NotEmpty((await service.FindAsync("marked")).Failure));
        _errors.Add((await service.FindAsync("marked")).Failure);
        Assert.Contains(_errors, error => error.Contains("INTERNAL", StringComparison.Ordinal));
        Assert.Contains(logs.Lines, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(_errors.Concat(logs.Lines), line => line.Contains(MarkedCalls.Mark, StringComparison.Ordinal));
    }

    private static CallInvoker With(ServiceProcess service, string key) => service.Channel.Intercept(metadata =>
    {
        metadata.Add("authorization", $"Bearer {key}");
        return metadata;
    });

    private static async Task PrepareAsync(CallInvoker invoker)
    {
        var references = new ReferenceService.ReferenceServiceClient(invoker);
        using (var call = references.CreateReference())
        {
            await call.RequestStream.WriteAsync(new CreateReferenceRequest
            {
                Header = new ReferenceHeader { Name = "marked", KeepTexts = true },
                Samples = { MarkedCalls.Samples(200) },
            });
            await call.RequestStream.CompleteAsync();
            await call;
        }

        await references.ReadyAsync("marked");
        await new MonitorService.MonitorServiceClient(invoker).CreateMonitorAsync(new CreateMonitorRequest
        {
            Name = "marked",
            Reference = "marked",
            Settings = new MonitorSettings { Window = new WindowSettings { Samples = 32 } },
        });
    }

    private async Task TryAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException refused)
        {
            var trailers = refused.Trailers.Where(entry => entry.IsBinary).Select(entry => System.Text.Encoding.Latin1.GetString(entry.ValueBytes));
            _errors.Add(string.Join('\n', trailers.Prepend(refused.Status.Detail)));
        }
    }
}

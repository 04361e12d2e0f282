using System.Diagnostics;
using Detector.Host.Errors;
using Detector.Host.Security;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

public sealed class KeyReloadTests : IAsyncLifetime, IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly LogRecorder _logs = new();
    private TestKeys _keys = null!;
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        _keys = new TestKeys(_directory, Role.Ingest, Role.Read, Role.Admin);
        _service = await TestService.StartAsync(new StubEncoder(), adjust: _logs.Register, options: [_keys.Option, "--Log:Level=Debug"]);
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    public void Dispose()
    {
        _logs.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_new_key_holds_and_the_old_one_does_not_without_a_restart()
    {
        await _service.With(_keys[Role.Read]).ListAsync();
        var old = _keys.Renew(Role.Read);
        await Eventually.SucceedsAsync(() => _service.With(_keys[Role.Read]).ListAsync());
        await Refusal.ExpectAsync(ErrorReason.InvalidCredentials, () => _service.With(old).ListAsync());
        await _service.With(_keys[Role.Admin]).ListAsync();
        Assert.DoesNotContain(_logs.Lines, line => line.Contains("detector_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Running_calls_of_a_withdrawn_key_end_and_others_go_on()
    {
        var monitors = new MonitorService.MonitorServiceClient(_service.With(_keys[Role.Admin]));
        await monitors.CreateMonitorAsync(new CreateMonitorRequest { Name = "m", BurnInWindows = 4 });
        using var withdrawn = await OpenAsync(_keys[Role.Ingest], "withdrawn");
        using var staying = await OpenAsync(_keys[Role.Admin], "staying");
        _keys.Renew(Role.Ingest);
        await Refusal.ExpectAsync(ErrorReason.CredentialsWithdrawn, () => withdrawn.ResponseStream.MoveNext(default));
        await staying.RequestStream.WriteAsync(
            new ObserveStreamRequest { Batch = new ObserveBatch { Sequence = 1, Samples = { Texts.Samples(10) } } });
        Assert.True(await staying.ResponseStream.MoveNext(default));
        Assert.Equal(1, staying.ResponseStream.Current.Acknowledged);
    }

    private async Task<AsyncDuplexStreamingCall<ObserveStreamRequest, ObserveStreamResponse>> OpenAsync(string key, string stream)
    {
        var call = new MonitorService.MonitorServiceClient(_service.With(key)).ObserveStream(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(1));
        await call.RequestStream.WriteAsync(new ObserveStreamRequest { Header = new ObserveHeader { Monitor = "m", StreamId = stream } });
        Assert.True(await call.ResponseStream.MoveNext(default));
        return call;
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_leaves_the_keys_before_in_use()
    {
        await File.WriteAllTextAsync(_keys.Path, """{"keys": [{"name": "kumquat", "roles": ["read"], "sha256": "kumquat"}]}""");
        await Eventually.SucceedsAsync(async () =>
            Assert.Contains("detector_stale_files 1\n", await _service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal));
        await _service.With(_keys[Role.Read]).ListAsync();
        File.Delete(_keys.Path);
        await Eventually.SucceedsAsync(() => { Assert.Equal(2, Errors().Length); return Task.CompletedTask; });
        await _service.With(_keys[Role.Read]).ListAsync();
        _keys.Renew(Role.Read);
        await Eventually.SucceedsAsync(() => _service.With(_keys[Role.Read]).ListAsync());
        Assert.Contains("detector_stale_files 0\n", await _service.Http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        Assert.All(Errors(), line => Assert.Contains("Auth:KeysPath", line, StringComparison.Ordinal));
        Assert.DoesNotContain(Errors(), line => line.Contains("kumquat", StringComparison.Ordinal));

        string[] Errors() => [.. _logs.Lines.Where(line => line.StartsWith("Error", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task A_file_behind_links_is_read_again_when_they_are_turned_as_mounted_secrets_are()
    {
        var mount = Directory.CreateDirectory(Path.Combine(_directory.Path, "mount")).FullName;
        Directory.CreateDirectory(Path.Combine(mount, "first"));
        Directory.CreateDirectory(Path.Combine(mount, "second"));
        File.Copy(_keys.Path, Path.Combine(mount, "first", "keys.json"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "data"), "first");
        File.CreateSymbolicLink(Path.Combine(mount, "keys.json"), Path.Combine("data", "keys.json"));
        var old = _keys[Role.Read];
        await using var service = await TestService.StartAsync(new StubEncoder(), options: [$"--Auth:KeysPath={mount}/keys.json"]);
        await service.With(old).ListAsync();

        _keys.Renew(Role.Read);
        File.Copy(_keys.Path, Path.Combine(mount, "second", "keys.json"));
        Directory.CreateSymbolicLink(Path.Combine(mount, "turned"), "second");
        using var turn = Process.Start("mv", ["-T", Path.Combine(mount, "turned"), Path.Combine(mount, "data")]);
        await turn.WaitForExitAsync();
        await Eventually.SucceedsAsync(() => service.With(_keys[Role.Read]).ListAsync());
        await Refusal.ExpectAsync(ErrorReason.InvalidCredentials, () => service.With(old).ListAsync());
    }
}

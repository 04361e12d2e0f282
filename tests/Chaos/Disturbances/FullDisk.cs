using System.Diagnostics;
using Detector.Chaos.Running;
using Detector.Tests.Shared;
using Detector.V1;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Data.Sqlite;

namespace Detector.Chaos.Disturbances;

/// <summary>The disk of a SQLite store is full: a small file system of its own, which takes root to mount.</summary>
internal sealed class FullDisk : IDisturbance
{
    public string Name => "disk full on SQLite";

    public async Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options)
    {
        using var folder = new TemporaryFolder();
        var disk = Directory.CreateDirectory(Path.Combine(folder.Path, "disk")).FullName;
        if (!Run("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk))
        {
            return [new Target($"{Name}: a small file system", "mounted", "cannot be mounted: run it as root", false)];
        }

        try
        {
            await using var service = await Service.StartAsync(folder.Path, $"--Storage:Path={disk}/detector.db");
            await service.CreateReferenceAsync();
            await service.WatchAsync("m", 4000);
            var (acknowledged, reason) = (0L, "");
            for (var i = 0; i < 2000 && reason.Length == 0; i++)
            {
                try
                {
                    acknowledged += await ObserveAsync(service, i);
                }
                catch (RpcException exception)
                {
                    reason = $"{exception.StatusCode} {exception.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason}: {exception.Status.Detail}";
                }
            }

            Console.WriteLine($"  {acknowledged} samples acknowledged, then {reason}");
            var integrity = Integrity(Path.Combine(disk, "detector.db"));
            var stored = (await service.Monitors.GetMonitorAsync(new GetMonitorRequest { Name = "m" })).Monitor.SampleCount;
            var grown = Run("mount", "-o", "remount,size=64m", disk);
            var more = grown ? await ObserveAsync(service, 5000) : 0;
            var after = (await service.Monitors.GetMonitorAsync(new GetMonitorRequest { Name = "m" })).Monitor.SampleCount;
            return
            [
                new Target($"{Name}: the call", "ResourceExhausted STORE_FULL", reason.Split(':')[0], reason.StartsWith("ResourceExhausted STORE_FULL", StringComparison.Ordinal)),
                new Target($"{Name}: PRAGMA integrity_check", "ok", integrity, integrity == "ok"),
                new Target($"{Name}: samples stored", $"{acknowledged}, as acknowledged", $"{stored}", stored == acknowledged),
                new Target($"{Name}: samples stored once there is room", $"{acknowledged + more}", $"{after}", more > 0 && after == acknowledged + more),
            ];
        }
        finally
        {
            Run("umount", "-l", disk);
        }
    }

    private static async Task<int> ObserveAsync(Service service, int number)
    {
        var samples = Outputs.Varied(10, "disk", number).Select(sample => new Sample { Text = string.Concat(Enumerable.Repeat(sample.Text + " ", 200)) });
        return (await service.Monitors.ObserveAsync(new ObserveRequest { Monitor = "m", Samples = { samples }, RequestId = $"{number}" })).Accepted;
    }

    private static string Integrity(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

using System.Net.Sockets;
using Detector.Client;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Hardening.Overload;

/// <summary>More connections than the service takes: further ones are closed at once, those that are open go on, and the place is given back.</summary>
internal sealed class ConnectionStudy : IStudy<HardeningOptions>
{
    private const int TooMany = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "connections";

    public async Task<IReadOnlyList<Target>> RunAsync(HardeningOptions setting)
    {
        var most = setting.Smoke ? 100 : 2000;
        await using var service = await Service.StartNewAsync($"--Limits:Connections={most}", "--Log:Level=Warning");
        using var client = new DetectorClient(service.Options);
        await ListAsync(client);
        var rest = Memory.ResidentMebibytes(service.ProcessId);
        List<Socket> open = [];
        try
        {
            for (var i = 0; i < most - 1; i++)
            {
                open.Add(await ConnectAsync(service));
            }

            var closed = 0;
            for (var i = 0; i < TooMany; i++)
            {
                using var further = await ConnectAsync(service);
                closed += await IsClosedAsync(further) ? 1 : 0;
            }

            var full = Memory.ResidentMebibytes(service.ProcessId);
            await ListAsync(client);
            using var http = new HttpClient { BaseAddress = service.HttpAddress, Timeout = Patience };
            using var health = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
            foreach (var socket in open)
            {
                socket.Dispose();
            }

            var back = await UntilAsync(async () =>
            {
                using var other = new DetectorClient(service.Options);
                await ListAsync(other);
            });
            Console.WriteLine(FormattableString.Invariant($"  memory: {rest:0} MiB with one connection, {full:0} with {most}"));
            return
            [
                new Target($"{Name}: of {TooMany} beyond {most}, closed at once", $"{TooMany}", $"{closed}", closed == TooMany),
                new Target($"{Name}: /healthz meanwhile", "200", $"{(int)health.StatusCode}", health.IsSuccessStatusCode),
                new Target($"{Name}: a new client once the others are gone", "is served", back ? "is served" : "is not", back),
                Target.AtMost($"{Name}: KiB of an idle connection", 100, (full - rest) * 1024 / most),
            ];
        }
        finally
        {
            open.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task ListAsync(DetectorClient client)
    {
        await foreach (var _ in client.ListReferencesAsync())
        {
        }
    }

    private static async Task<bool> UntilAsync(Func<Task> call)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!timeout.IsCancellationRequested)
        {
            try
            {
                await call();
                return true;
            }
            catch (DetectorException)
            {
                await Task.Delay(100);
            }
        }

        return false;
    }

    private static async Task<Socket> ConnectAsync(Service service)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(service.Options.Address!.Host, service.Options.Address.Port);
        return socket;
    }

    private static async Task<bool> IsClosedAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await socket.ReceiveAsync(new byte[1], patience.Token) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

using Detector.Cli.Demo.Service;
using Detector.Client;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>The real service with TLS, client certificates and keys.</summary>
public sealed class SecureService : IAsyncLifetime, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _clients = new("Authority of callers");
    private readonly Dictionary<string, string> _entries = [];
    private ServiceProcess? _process;
    private string[] _options = [];

    /// <summary>Folder of its store and files.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("detector-secure-").FullName;

    /// <summary>Address of its gRPC port.</summary>
    internal Uri Address => new UriBuilder(_process!.GrpcAddress) { Scheme = Uri.UriSchemeHttps }.Uri;

    /// <summary>File with the authority of the service's certificate.</summary>
    internal string Ca => In("ca.pem");

    /// <summary>Files of a caller's certificate.</summary>
    internal (string Certificate, string Key) Client { get; private set; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var (certificate, key) = _authority.SignServer().Write(Folder, "service");
        Client = _clients.SignClient("CN=caller").Write(Folder, "client");
        await File.WriteAllTextAsync(Ca, _authority.Pem);
        await File.WriteAllTextAsync(In("clients.pem"), _clients.Pem);
        await RenewAsync("admin");
        await RenewAsync("ingest");
        _options =
        [
            $"--Encoder:Path={TestEncoder.Int8Path}", $"--Auth:KeysPath={In("keys.json")}", $"--Tls:CertificatePath={certificate}", $"--Tls:KeyPath={key}",
        ];
        _process = await ServiceProcess.StartAsync(Programs.Service, Folder, [.. _options, $"--Tls:ClientCaPath={In("clients.pem")}"], CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await _process!.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _clients.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Another service, for callers without certificates.</summary>
    internal Task<ServiceProcess> StartWithoutClientCertificatesAsync() =>
        ServiceProcess.StartAsync(Programs.Service, In("other"), _options, CancellationToken.None);

    /// <summary>The file with the key of a role.</summary>
    internal string KeyFile(string role) => In($"{role}.txt");

    /// <summary>Makes a key for a role, in place of the one before: first the service's file, then the caller's, as two mounted secrets change.</summary>
    internal async Task RenewAsync(string role)
    {
        var made = (await new Command("dotnet", Programs.Service, "make-key", "--name", role, "--role", role).RunAsync()).Ended(0).Output.Split('\n', 2);
        _entries[role] = made[1];
        await WriteAsync(In("keys.json"), $$"""{"keys": [{{string.Join(',', _entries.Values)}}]}""");
        await WriteAsync(KeyFile(role), made[0]);
    }

    /// <summary>A client library with everything that the service asks for.</summary>
    internal DetectorClient Connect(string role) => new(new DetectorClientOptions
    {
        Address = Address,
        KeyFile = KeyFile(role),
        CaFile = Ca,
        CertificateFile = Client.Certificate,
        CertificateKeyFile = Client.Key,
    });

    /// <summary>The client program told where the service is, and nothing else.</summary>
    internal Command Cli(params string[] arguments) => new("dotnet", [Programs.Cli, .. arguments])
    {
        Folder = Folder,
        Environment = { ["DETECTOR_SERVER"] = Address.ToString() },
    };

    /// <summary>The client program with certificates too.</summary>
    internal Command Trusting(params string[] arguments) =>
        Cli([.. arguments, "--ca", Ca, "--certificate", Client.Certificate, "--certificate-key", Client.Key]);

    private static async Task WriteAsync(string path, string content)
    {
        await File.WriteAllTextAsync($"{path}.new", content);
        File.Move($"{path}.new", path, overwrite: true);
    }

    private string In(string name) => Path.Combine(Folder, name);
}

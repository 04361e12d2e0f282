using System.CommandLine;
using Detector.Client;

namespace Detector.Cli.Commands;

/// <summary>The options of every verb that say which service to call and how long.</summary>
public static class ServerOptions
{
    /// <summary>The environment variable that names the service.</summary>
    public const string Variable = "DETECTOR_SERVER";

    /// <summary>Address of the service.</summary>
    public static Option<string?> Server { get; } = new("--server")
    {
        Description = $"Address of the service: host:port, http://… or https://… [default: ${Variable}, else {DetectorAddress.Default.ToString().TrimEnd('/')}]",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    /// <summary>Longest time for one call.</summary>
    public static Option<double> Timeout { get; } = new("--timeout")
    {
        Description = "Longest time for one call, in seconds; 0 for no limit.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 600,
        Recursive = true,
    };

    /// <summary>The environment variable that holds the caller's key.</summary>
    public const string KeyVariable = "DETECTOR_KEY";

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<Option> All => [Server, KeyFile, Ca, Certificate, CertificateKey, Timeout];

    private static Option<string?> KeyFile { get; } = File(
        "--key-file", $"File with the caller's key, where the service wants one [default: the key in ${KeyVariable}, else none]");

    private static Option<string?> Ca { get; } = File("--ca", "Certificates (PEM) of the authorities that sign the service's, in place of the system's.");

    private static Option<string?> Certificate { get; } = File("--certificate", "Certificate (PEM) to show to the service.");

    private static Option<string?> CertificateKey { get; } = File("--certificate-key", "Private key (PEM) of --certificate.");

    /// <summary>The address that the command line or the environment names, else the default.</summary>
    /// <exception cref="UsageException">It is not an address.</exception>
    public static Uri AddressOf(ParseResult parsed, CommandIo io)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        ArgumentNullException.ThrowIfNull(io);
        var option = parsed.GetValue(Server);
        var text = option ?? io.Variable(Variable);
        if (option is null && string.IsNullOrWhiteSpace(text))
        {
            return DetectorAddress.Default;
        }

        return DetectorAddress.TryParse(text, out var address)
            ? address
            : throw new UsageException(
                $"{(option is null ? Variable : "--server")}: '{text}' is not an address; write host:port, http://host:port or https://host:port.");
    }

    /// <summary>A client of that service.</summary>
    /// <exception cref="UsageException">The address or the time is wrong.</exception>
    public static DetectorClient Connect(ParseResult parsed, CommandIo io) => new(OptionsOf(parsed, io));

    /// <summary>The options of such a client.</summary>
    /// <exception cref="UsageException">The address or the time is wrong.</exception>
    public static DetectorClientOptions OptionsOf(ParseResult parsed, CommandIo io)
    {
        var address = AddressOf(parsed, io);
        var seconds = parsed.GetValue(Timeout);
        if (!(seconds is >= 0 and <= 1e7))
        {
            throw new UsageException("--timeout: give a number of seconds from 0 (no limit) to 10000000.");
        }

        RequireEncryption(parsed, address);
        var keyFile = parsed.GetValue(KeyFile);
        return new DetectorClientOptions
        {
            Address = address,
            Key = keyFile is null && io.Variable(KeyVariable) is { } key && !string.IsNullOrWhiteSpace(key) ? key : null,
            KeyFile = keyFile,
            CaFile = parsed.GetValue(Ca),
            CertificateFile = parsed.GetValue(Certificate),
            CertificateKeyFile = parsed.GetValue(CertificateKey),
            Deadline = seconds == 0 ? null : TimeSpan.FromSeconds(seconds),
        };
    }

    private static void RequireEncryption(ParseResult parsed, Uri address)
    {
        if ((parsed.GetValue(Certificate) is null) != (parsed.GetValue(CertificateKey) is null))
        {
            throw new UsageException("--certificate and --certificate-key need each other.");
        }

        foreach (var option in (Option<string?>[])[Ca, Certificate])
        {
            if (parsed.GetValue(option) is not null && address.Scheme != Uri.UriSchemeHttps)
            {
                throw new UsageException($"{option.Name}: the address must be https://…, not {address.ToString().TrimEnd('/')}.");
            }
        }
    }

    private static Option<string?> File(string name, string description)
    {
        var option = SharedOptions.File(name, description);
        option.Recursive = true;
        return option;
    }
}

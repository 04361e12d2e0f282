using System.Net;
using Detector.Host.Errors;

namespace Detector.Host.Options;

/// <summary>All options of the service, read and checked before anything starts.</summary>
internal sealed record DetectorOptions
{
    private static readonly string[] Sections =
        ["Listen", "Auth", "Tls", "Storage", "Limits", "References", "Scoring", "Curation", "Monitors", "Encoder", "Drain", "Log", "Traces"];

    /// <summary>Where the service listens.</summary>
    public required ListenOptions Listen { get; init; }

    /// <summary>Who may call.</summary>
    public required AuthOptions Auth { get; init; }

    /// <summary>How connections are encrypted.</summary>
    public required TlsOptions Tls { get; init; }

    /// <summary>Where references and monitors are kept.</summary>
    public required StorageOptions Storage { get; init; }

    /// <summary>How large things may be.</summary>
    public required LimitsOptions Limits { get; init; }

    /// <summary>How references are made and held.</summary>
    public required ReferencesOptions References { get; init; }

    /// <summary>How much is scored at the same time.</summary>
    public required ScoringOptions Scoring { get; init; }

    /// <summary>How much is curated at the same time.</summary>
    public required CurationOptions Curation { get; init; }

    /// <summary>How monitors are watched.</summary>
    public required MonitorsOptions Monitors { get; init; }

    /// <summary>Which encoder is used.</summary>
    public required EncoderSection Encoder { get; init; }

    /// <summary>How the service stops.</summary>
    public required DrainOptions Drain { get; init; }

    /// <summary>What is logged.</summary>
    public required LogOptions Log { get; init; }

    /// <summary>Where traces go.</summary>
    public required TracesOptions Traces { get; init; }

    /// <summary>Reads and checks the options.</summary>
    /// <param name="configuration">All sources together.</param>
    /// <param name="arguments">The command line, whose keys must be known.</param>
    /// <exception cref="StartException">Something is wrong; it lists everything that is.</exception>
    public static DetectorOptions Read(IConfiguration configuration, IReadOnlyList<string> arguments)
    {
        var reader = new OptionsReader(configuration);
        var options = new DetectorOptions
        {
            Listen = reader.Read<ListenOptions>("Listen"),
            Auth = reader.Read<AuthOptions>("Auth"),
            Tls = reader.Read<TlsOptions>("Tls"),
            Storage = reader.Read<StorageOptions>("Storage"),
            Limits = reader.Read<LimitsOptions>("Limits"),
            References = reader.Read<ReferencesOptions>("References"),
            Scoring = reader.Read<ScoringOptions>("Scoring"),
            Curation = reader.Read<CurationOptions>("Curation"),
            Monitors = reader.Read<MonitorsOptions>("Monitors"),
            Encoder = reader.Read<EncoderSection>("Encoder"),
            Drain = reader.Read<DrainOptions>("Drain"),
            Log = reader.Read<LogOptions>("Log"),
            Traces = reader.Read<TracesOptions>("Traces"),
        };
        string[] problems = [.. UnknownSections(arguments), .. reader.Problems, .. OpenToAll(options)];
        return problems.Length == 0 ? options : throw new StartException(problems);
    }

    private static IEnumerable<string> OpenToAll(DetectorOptions options)
    {
        var refuses = options.Auth.KeysPath.Length > 0 || options.Tls.ClientCertificates;
        if (!refuses && !options.Listen.IsLoopback && !options.Listen.AllowUnauthenticated && IPAddress.TryParse(options.Listen.Address, out _))
        {
            yield return $"Listen:Address: whoever reaches {options.Listen.Address} could call everything. Set Auth:KeysPath to a file of keys "
                + "(detector-service make-key makes them), or Tls:ClientCaPath to the CA of callers' certificates, or, where something else "
                + "keeps strangers away, Listen:AllowUnauthenticated to true.";
        }
    }

    private static IEnumerable<string> UnknownSections(IReadOnlyList<string> arguments) =>
        from argument in arguments
        where argument.StartsWith("--", StringComparison.Ordinal)
        let section = argument[2..].Split('=', ':')[0]
        where !Sections.Contains(section, StringComparer.OrdinalIgnoreCase) || !argument.Contains(':')
        select $"{argument.Split('=')[0]}: there is no such option; options are --Section:Name=value with the sections {string.Join(", ", Sections)}.";
}

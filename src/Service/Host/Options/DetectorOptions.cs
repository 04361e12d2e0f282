using Detector.Host.Errors;

namespace Detector.Host.Options;

/// <summary>All options of the service, read and checked before anything starts.</summary>
internal sealed record DetectorOptions
{
    private static readonly string[] Sections =
        ["Listen", "Storage", "Limits", "References", "Scoring", "Curation", "Monitors", "Encoder", "Drain", "Log", "Traces"];

    /// <summary>Where the service listens.</summary>
    public required ListenOptions Listen { get; init; }

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
        string[] problems = [.. UnknownSections(arguments), .. reader.Problems];
        return problems.Length == 0 ? options : throw new StartException(problems);
    }

    private static IEnumerable<string> UnknownSections(IReadOnlyList<string> arguments) =>
        from argument in arguments
        where argument.StartsWith("--", StringComparison.Ordinal)
        let section = argument[2..].Split('=', ':')[0]
        where !Sections.Contains(section, StringComparer.OrdinalIgnoreCase) || !argument.Contains(':')
        select $"{argument.Split('=')[0]}: there is no such option; options are --Section:Name=value with the sections {string.Join(", ", Sections)}.";
}

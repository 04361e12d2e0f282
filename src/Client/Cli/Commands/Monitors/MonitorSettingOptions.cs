using System.CommandLine;
using Detector.Cli.Rendering;
using Detector.V1;
using Duration = Google.Protobuf.WellKnownTypes.Duration;

namespace Detector.Cli.Commands.Monitors;

/// <summary>The options that set a monitor, the same when it is created and changed. What is not given stays as it is.</summary>
internal sealed class MonitorSettingOptions
{
    private const string None = "none";

    private readonly Option<int?> _windowSamples = new("--window-samples")
    {
        Description = "Samples of a full window [default: 512].",
        HelpName = "N",
    };

    private readonly Option<TimeSpan?> _minDuration = Time("--min-duration", "Shortest time a window is open, such as 30s, 5m or 1h [default: 0].");

    private readonly Option<TimeSpan?> _maxDuration = Time(
        "--max-duration", "Longest time a window is open; then it is judged as it is. 'none' for no limit [default: none].", takesNone: true);

    private readonly Option<bool?> _closeOnGeneration = Flag("--close-on-generation", "Close the window when a sample of another generation comes");

    private readonly Option<double?> _warningEvidence = new("--warning-evidence")
    {
        Description = "Evidence from which there is a warning: the mean number of windows to a false one is at least this [default: 200].",
        HelpName = "E",
    };

    private readonly Option<double?> _pageEvidence = new("--page-evidence")
    {
        Description = "Evidence from which there is a page: the mean number of windows to a false one is at least this [default: 5000].",
        HelpName = "E",
    };

    private readonly Option<bool?> _perMonitor = Flag(
        "--per-monitor", "These numbers hold for the monitor as a whole, not for each axis, for damage and for all labels together");

    private readonly Option<int?> _keepReports = new("--keep-reports") { Description = "Most reports kept [default: 1000].", HelpName = "N" };

    private readonly Option<TimeSpan?> _reportAge = Time(
        "--report-age", "Longest time a report is kept, such as 30d; 'none' for no limit [default: none].", takesNone: true);

    private readonly Option<bool?> _keepSamples = Flag(
        "--keep-samples", "Keep the samples of a window, with their texts, for as long as its report");

    private readonly Option<string?> _description = new("--description") { Description = "Free text to store with the monitor.", HelpName = "TEXT" };

    private IReadOnlyList<Option> Settings =>
    [
        _windowSamples, _minDuration, _maxDuration, _closeOnGeneration,
        _warningEvidence, _pageEvidence, _perMonitor,
        _keepReports, _reportAge, _keepSamples,
    ];

    public void AddTo(Command command)
    {
        foreach (var option in Settings.Append(_description))
        {
            command.Options.Add(option);
        }
    }

    public string? DescriptionOf(ParseResult parsed) => parsed.GetValue(_description);

    /// <summary>True when any setting is given.</summary>
    public bool AreGiven(ParseResult parsed) => Settings.Any(option => parsed.GetResult(option) is not null);

    /// <summary>Sets what is given, and makes the parts it belongs to when they are not there.</summary>
    public void Apply(ParseResult parsed, MonitorSettings settings)
    {
        Set(parsed, _windowSamples, n => Window(settings).Samples = n);
        Set(parsed, _minDuration, t => Window(settings).MinDuration = Duration.FromTimeSpan(t));
        Set(parsed, _maxDuration, t => Window(settings).MaxDuration = Limit(t));
        Set(parsed, _closeOnGeneration, b => Window(settings).CloseOnGeneration = b);
        Set(parsed, _warningEvidence, e => Evidence(settings).WarningEvidence = e);
        Set(parsed, _pageEvidence, e => Evidence(settings).PageEvidence = e);
        Set(parsed, _perMonitor, b => Evidence(settings).PerMonitor = b);
        Set(parsed, _keepReports, n => Retention(settings).Reports = n);
        Set(parsed, _reportAge, t => Retention(settings).ReportAge = Limit(t));
        Set(parsed, _keepSamples, b => Retention(settings).KeepSamples = b);
    }

    private static WindowSettings Window(MonitorSettings settings) => settings.Window ??= new WindowSettings();

    private static EvidenceSettings Evidence(MonitorSettings settings) => settings.Evidence ??= new EvidenceSettings();

    private static RetentionSettings Retention(MonitorSettings settings) => settings.Retention ??= new RetentionSettings();

    private static Duration? Limit(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? null : Duration.FromTimeSpan(time);

    private static void Set<T>(ParseResult parsed, Option<T?> option, Action<T> set)
        where T : struct
    {
        if (parsed.GetResult(option) is not null && parsed.GetValue(option) is { } value)
        {
            set(value);
        }
    }

    private static Option<bool?> Flag(string name, string what) => new(name) { Description = $"{what} [default: false].", HelpName = "true|false" };

    private static Option<TimeSpan?> Time(string name, string description, bool takesNone = false) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (takesNone && text == None)
            {
                return Timeout.InfiniteTimeSpan;
            }

            if (DurationText.TryParse(text, out var time))
            {
                return time;
            }

            var orNone = takesNone ? $", or '{None}' for no limit" : "";
            result.AddError($"{name}: '{PlainText.OneLine(text, 40)}' is no duration; {DurationText.Form}{orNone}.");
            return null;
        },
    };
}

using Detector.V1;
using Google.Protobuf.WellKnownTypes;
using Monitor = Detector.V1.Monitor;

namespace Detector.Client.Tests.Rendering;

/// <summary>Monitors and their windows to render.</summary>
internal static class WatchedWindows
{
    private const long Start = 1_760_000_000;

    public static Monitor Alerting() => new()
    {
        Name = "prod",
        Description = "What the assistant says in production.",
        Reference = "release-12",
        State = MonitorState.Watching,
        Alert = AlertLevel.Page,
        Verdict = Verdict.Warning,
        LastWindow = 14,
        LastReportTime = At(5000),
        SampleCount = 7430,
        LastSampleTime = At(5100),
        WindowCount = 14,
        WaitingWindows = 1,
        Resets = 1,
        ResetTime = At(-100),
        CreateTime = At(-86_400),
        UpdateTime = At(-3600),
        OpenWindow = new OpenWindow { Number = 16, Samples = 262, Seen = 4801, OpenTime = At(5050), Generation = "7" },
        Settings = new MonitorSettings
        {
            Window = new WindowSettings
            {
                Samples = 512,
                MinDuration = Seconds(30),
                MaxDuration = Seconds(5400),
                CloseOnGeneration = true,
            },
            Thresholds = new Thresholds
            {
                Significance = 0.05,
                AlarmSignificance = 0.005,
                WatchEffect = 0.05,
                WarningEffect = 0.1,
                CriticalEffect = 0.2,
            },
            Evidence = new EvidenceSettings { WarningEvidence = 200, PageEvidence = 5000 },
            Retention = new RetentionSettings { Reports = 1000, ReportAge = Seconds(30 * 86_400) },
        },
        Evidence = { Evidence() },
    };

    public static Monitor BurningIn() => new()
    {
        Name = "next",
        State = MonitorState.BurningIn,
        BurnInWindows = 20,
        SampleCount = 100,
        WaitingWindows = 3,
        Failure = "The encoder cannot be loaded.",
        Alert = AlertLevel.None,
    };

    public static MonitorReport Paging() => new()
    {
        Monitor = "prod",
        Window = 14,
        Generation = "7",
        OpenTime = At(4000),
        CloseTime = At(4800),
        CloseReason = CloseReason.Full,
        ReportTime = At(5000),
        Seen = 9130,
        Report = Reports.Critical(),
        Evidence = { Evidence() },
        Changes =
        {
            new AlertChange { Kind = EvidenceKind.Axis, Name = "tail", From = AlertLevel.Warning, To = AlertLevel.Page, Log10Evidence = 4.1, ChangeWindow = 9 },
            new AlertChange { Kind = EvidenceKind.Axis, Name = "drift", From = AlertLevel.Warning, To = AlertLevel.None, ChangeWindow = 3 },
        },
    };

    public static MonitorReport Quiet(long window) => new()
    {
        Monitor = "prod",
        Window = window,
        CloseTime = At(window * 60),
        Seen = 300,
        Report = Reports.Healthy(),
        Evidence = { new Evidence { Kind = EvidenceKind.Axis, Name = "diversity", Log10Evidence = -0.21, Alert = AlertLevel.None } },
    };

    private static IEnumerable<Evidence> Evidence() =>
    [
        new Evidence { Kind = EvidenceKind.Axis, Name = "diversity", Log10Evidence = 0.31, Alert = AlertLevel.None, ChangeWindow = 12 },
        new Evidence { Kind = EvidenceKind.Axis, Name = "tail", Log10Evidence = 4.1, Alert = AlertLevel.Page, ChangeWindow = 9 },
        new Evidence { Kind = EvidenceKind.Axis, Name = "drift", Alert = AlertLevel.None },
        new Evidence { Kind = EvidenceKind.Damage, Name = "damage", Log10Evidence = 310, Alert = AlertLevel.Page, ChangeWindow = 11 },
        new Evidence { Kind = EvidenceKind.Subset, Name = "sea\u001b[2Jfarers", Log10Evidence = 2.4, Alert = AlertLevel.Warning, ChangeWindow = 8 },
    ];

    private static Timestamp At(long seconds) => new() { Seconds = Start + seconds };

    private static Duration Seconds(long seconds) => new() { Seconds = seconds };
}

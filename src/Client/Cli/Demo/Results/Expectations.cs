using Detector.Cli.Demo.Loop;
using Detector.Cli.Rendering;
using Detector.V1;

namespace Detector.Cli.Demo.Results;

/// <summary>Compares what the demo found with what a working detector must show.</summary>
public static class Expectations
{
    private static readonly SignatureKind[] Late = [SignatureKind.LateCollapse, SignatureKind.Repetition, SignatureKind.ModeCollapse];

    /// <summary>Judges a result.</summary>
    /// <param name="result">What the demo found.</param>
    public static IReadOnlyList<Expectation> Of(DemoResult result)
    {
        var early = First(result, Arm.Replace, report => Shows(report, SignatureKind.EarlyCollapse));
        var late = First(result, Arm.Replace, report => Late.Any(kind => Shows(report, kind)));
        var replaceAlarm = First(result, Arm.Replace, IsAlarm);
        var accumulateAlarm = First(result, Arm.Accumulate, IsAlarm);
        var defendAlarm = First(result, Arm.Defend, IsAlarm);
        return
        [
            new("held-out human passages are healthy", Words.Of(result.HeldOut.Verdict), result.HeldOut.Verdict == Verdict.Healthy),
            new(
                "replace: early collapse is named before late collapse or repetition",
                $"{At(early)}, {At(late)}",
                early is not null && (late is null || early < late)),
            new(
                "accumulate with human text holds longer than replace",
                $"first alarm {At(accumulateAlarm)}, replace {At(replaceAlarm)}",
                IsLater(accumulateAlarm, replaceAlarm)),
            .. result.Options.Defend
                ? new[]
                {
                    new Expectation(
                        "defend with curation and seeds holds longer than replace",
                        $"first alarm {At(defendAlarm)}, replace {At(replaceAlarm)}",
                        IsLater(defendAlarm, replaceAlarm)),
                }
                : [],
        ];
    }

    private static int? First(DemoResult result, Arm arm, Func<Report, bool> shows) => result.Generations
        .Where(generation => generation.Arm == arm && shows(generation.AgainstHealthy))
        .Select(generation => (int?)generation.Number)
        .Min();

    private static bool IsLater(int? alarm, int? other) => other is not null && (alarm is null || alarm > other);

    private static bool Shows(Report report, SignatureKind kind) => report.Signatures.Any(signature => signature.Kind == kind);

    private static bool IsAlarm(Report report) => report.Verdict >= Verdict.Warning;

    private static string At(int? generation) => generation is { } number ? $"at generation {number}" : "never";
}

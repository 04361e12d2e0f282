namespace Detector.Tests.Shared;

/// <summary>Targets of a long check beside what was measured.</summary>
public static class Targets
{
    /// <summary>Writes all of them, and those that are missed once more.</summary>
    /// <returns>The exit code: 0 when every target is met and there are any, otherwise 1.</returns>
    public static int Summarize(IReadOnlyList<Target> targets, TextWriter output)
    {
        var table = new TextTable("target", "wanted", "measured", "");
        foreach (var target in targets)
        {
            table.Add(target.What, target.Wanted, target.Measured, target.Met ? "PASS" : "MISS");
        }

        var missed = targets.Count(target => !target.Met);
        output.WriteLine(table);
        foreach (var target in targets.Where(target => !target.Met))
        {
            output.WriteLine($"MISS  {target.What}: wanted {target.Wanted}, measured {target.Measured}");
        }

        output.WriteLine($"{targets.Count - missed} of {targets.Count} targets met");
        return missed == 0 && targets.Count > 0 ? 0 : 1;
    }
}

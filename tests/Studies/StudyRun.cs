using Detector.Tests.Shared;

namespace Detector.Tests.Studies;

/// <summary>Runs the studies of a long check one after another.</summary>
public static class StudyRun
{
    /// <summary>Runs the studies whose name holds a text.</summary>
    /// <param name="studies">All studies.</param>
    /// <param name="only">The text; empty for all.</param>
    /// <param name="setting">What they get.</param>
    /// <param name="output">Where targets beside what was measured go.</param>
    /// <returns>The exit code: 0 when every target is met and there are any, otherwise 1.</returns>
    public static async Task<int> RunAsync<TSetting>(IEnumerable<IStudy<TSetting>> studies, string only, TSetting setting, TextWriter output)
    {
        List<Target> targets = [];
        foreach (var study in studies.Where(study => study.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
        {
            await output.WriteLineAsync(study.Name);
            targets.AddRange(await study.RunAsync(setting));
        }

        return Targets.Summarize(targets, output);
    }
}

using Detector.Cli;
using Detector.Cli.Input;
using Detector.Pipelines.Running;
using Detector.Pipelines.Studies;
using Detector.Tests.Shared;
using Detector.Tests.Studies;

namespace Detector.Pipelines;

/// <summary>The programme from arguments to exit code.</summary>
internal static class PipelinesRun
{
    private static readonly IStudy<Setting>[] Studies =
        [new MiddlewareStudy(), new SelectionStudy(), new SeedsStudy(), new MixingStudy(), new DefendedLoopStudy(), new ManyCandidatesStudy()];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        try
        {
            var options = PipelinesOptions.Parse(arguments);
            using var madeUp = new TemporaryFolder();
            if (options.Directory.Length == 0)
            {
                StandIns.Write(madeUp.Path);
                options = options with { Directory = madeUp.Path };
            }

            var setting = await Setting.LoadAsync(options, Console.Out);
            return await StudyRun.RunAsync(Studies, options.Only, setting, Console.Out);
        }
        catch (Exception error) when (error is ArgumentException or IOException or InputException or UsageException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }
}

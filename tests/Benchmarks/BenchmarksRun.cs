using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Detector.Benchmarks.Studies;
using Detector.Cli;
using Detector.Tests.Studies;

namespace Detector.Benchmarks;

/// <summary>The programme from arguments to exit code.</summary>
internal static class BenchmarksRun
{
    private static readonly IStudy<Setting>[] Studies =
        [new EncoderStudy(), new ReportStudy(), new ReferenceStudy(), new ServiceStudy(), new ScalingStudy()];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        if (arguments is ["--micro", .. var filters])
        {
            // In this process, for a project made on the fly would be another build than the one that is asked about.
            var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
            BenchmarkSwitcher.FromAssembly(typeof(BenchmarksRun).Assembly).Run(["--filter", .. filters.DefaultIfEmpty("*")], config);
            return 0;
        }

        try
        {
            var options = BenchmarksOptions.Parse(arguments);
            return await StudyRun.RunAsync(Studies, options.Only, Setting.Load(options, Console.Out), Console.Out);
        }
        catch (Exception error) when (error is ArgumentException or IOException or UsageException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }
}

using Detector.Hardening.Fuzzing;
using Detector.Hardening.Overload;
using Detector.Tests.Studies;

namespace Detector.Hardening;

/// <summary>The programme from arguments to exit code.</summary>
internal static class HardeningRun
{
    private static readonly IStudy<HardeningOptions>[] Fuzzing = [new ParserStudy(), new CallStudy(postgres: false), new CallStudy(postgres: true), new HttpStudy()];

    private static readonly IStudy<HardeningOptions>[] Overload = [new OverloadStudy(), new ConnectionStudy()];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        try
        {
            var options = HardeningOptions.Parse(arguments);
            return await StudyRun.RunAsync(options.Overload ? Overload : Fuzzing, options.Only, options, Console.Out);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }
}

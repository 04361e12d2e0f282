using Detector.Chaos.Disturbances;
using Detector.Tests.Shared;

namespace Detector.Chaos;

/// <summary>The programme from arguments to exit code.</summary>
internal static class ChaosRun
{
    private static readonly IDisturbance[] Disturbances =
    [
        new Kills(postgres: false), new Kills(postgres: true), new Replicas(), new Outage(), new FullDisk(),
    ];

    /// <summary>Runs it.</summary>
    /// <returns>0 when every target is met, 1 when one is missed, 2 when the arguments make no sense.</returns>
    public static async Task<int> MainAsync(string[] arguments)
    {
        try
        {
            var options = ChaosOptions.Parse(arguments);
            List<Target> targets = [];
            foreach (var disturbance in options.Soak ? [new Soak()] : Disturbances)
            {
                if (disturbance.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))
                {
                    Console.WriteLine($"{disturbance.Name}, seed {options.Seed}");
                    targets.AddRange(await disturbance.RunAsync(options));
                }
            }

            return Targets.Summarize(targets, Console.Out);
        }
        catch (ArgumentException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 2;
        }
    }
}

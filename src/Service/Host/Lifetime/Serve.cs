using Detector.Encoding;
using Detector.Host.Errors;

namespace Detector.Host.Lifetime;

/// <summary>Serves until the process is told to stop.</summary>
internal static class Serve
{
    /// <summary>Starts the service and waits for its end.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="error">Told, in one line per problem, why the service cannot start.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter error)
    {
        try
        {
            await using var service = await ServiceHost.StartAsync(arguments);
            await service.WaitForShutdownAsync();
            return ExitCode.Success;
        }
        catch (Exception exception) when (Problems(exception) is { } problems)
        {
            foreach (var problem in problems)
            {
                await error.WriteLineAsync($"detector-service: {problem}");
            }

            return ExitCode.Failure;
        }
    }

    private static IReadOnlyList<string>? Problems(Exception exception) => exception switch
    {
        StartException start => start.Problems,
        EncoderLoadException encoder => [$"{encoder.Message} Set Encoder:Path to an encoder directory."],
        ServiceException store => [store.Message],
        FormatException commandLine => [$"The command line cannot be read: {commandLine.Message}"],
        InvalidDataException configuration => [$"{configuration.Message} {configuration.InnerException?.Message}"],
        _ => null,
    };
}

using System.Diagnostics;
using System.Globalization;

namespace Detector.Hardening.Overload;

/// <summary>Gives the service half of the processors and the callers the others, so that what callers cost is not taken from it.</summary>
internal static class Cores
{
    /// <summary>Processors of the service.</summary>
    public static int OfService { get; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Has services that are started from now on count only the processors that they get.</summary>
    public static void Announce() =>
        Environment.SetEnvironmentVariable("DOTNET_PROCESSOR_COUNT", OfService.ToString(CultureInfo.InvariantCulture));

    /// <summary>Parts the processors between a service and this process; where there is only one, they share it.</summary>
    /// <param name="service">The service's process.</param>
    /// <exception cref="InvalidOperationException">It cannot be done.</exception>
    public static void Part(int service)
    {
        if (Environment.ProcessorCount > 1)
        {
            Pin(service, $"0-{OfService - 1}");
            Pin(Environment.ProcessId, $"{OfService}-{Environment.ProcessorCount - 1}");
        }
    }

    private static void Pin(int process, string cores)
    {
        using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-acp", cores, process.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        taskset.StandardOutput.ReadToEnd();
        taskset.WaitForExit();
        if (taskset.ExitCode != 0)
        {
            throw new InvalidOperationException($"taskset failed for process {process}.");
        }
    }
}

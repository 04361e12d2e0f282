using System.Globalization;

namespace Detector.Tests.Studies;

/// <summary>Memory of a process, as Linux counts it.</summary>
public static class Memory
{
    /// <summary>Most resident memory so far, in MiB (VmHWM).</summary>
    public static double PeakMebibytes(int process) => Mebibytes(process, "VmHWM:");

    /// <summary>Resident memory now, in MiB (VmRSS).</summary>
    public static double ResidentMebibytes(int process) => Mebibytes(process, "VmRSS:");

    private static double Mebibytes(int process, string name)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(entry => entry.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}

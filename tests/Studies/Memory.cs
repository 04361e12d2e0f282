using System.Globalization;

namespace Detector.Tests.Studies;

/// <summary>Memory of a process, as Linux counts it.</summary>
public static class Memory
{
    /// <summary>Most resident memory so far, in MiB (VmHWM).</summary>
    public static double PeakMebibytes(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(entry => entry.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}

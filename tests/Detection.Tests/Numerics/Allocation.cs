namespace Detector.Detection.Tests.Numerics;

/// <summary>Bytes that an action allocates on this thread once its pools are warm.</summary>
internal static class Allocation
{
    public static long Of(Action action)
    {
        action();
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

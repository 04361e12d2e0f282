namespace Detector.Detection.Metrics;

/// <summary>Is told when the work on an axis begins and ends, on one thread, never nested.</summary>
public interface IAxisObserver
{
    /// <summary>The work on <paramref name="axis"/> begins.</summary>
    void Begin(Axis axis);

    /// <summary>The work on <paramref name="axis"/> has ended.</summary>
    void End(Axis axis);
}

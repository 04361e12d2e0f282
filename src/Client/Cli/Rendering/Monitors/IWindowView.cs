using Detector.V1;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>Shows windows as they come.</summary>
internal interface IWindowView
{
    /// <summary>Shows one more; the connection is there.</summary>
    void Show(MonitorReport report);

    /// <summary>Says that the connection is lost and tried again.</summary>
    /// <param name="cause">Why, in words.</param>
    void ShowInterruption(string cause);
}

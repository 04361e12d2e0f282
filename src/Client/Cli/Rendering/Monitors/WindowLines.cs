using Detector.V1;

namespace Detector.Cli.Rendering.Monitors;

/// <summary>Prints a line for each window, whole whatever the width, for logs and other programs.</summary>
/// <param name="io">Where to.</param>
/// <param name="json">As JSON.</param>
internal sealed class WindowLines(CommandIo io, bool json) : IWindowView
{
    private bool _isInterrupted;

    public void Show(MonitorReport report)
    {
        _isInterrupted = false;
        if (json)
        {
            ProtobufJson.WriteLine(io.Output, report);
        }
        else
        {
            io.Output.WriteLine(WindowLine.Of(report));
        }

        io.Output.Flush();
    }

    public void ShowInterruption(string cause)
    {
        // One line an outage, not one an attempt.
        if (!_isInterrupted)
        {
            _isInterrupted = true;
            io.Error.WriteLine($"trying again: {PlainText.Clean(cause)}");
        }
    }
}

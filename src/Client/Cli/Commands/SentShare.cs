using Detector.Client;

namespace Detector.Cli.Commands;

/// <summary>Tells which share of the samples is sent.</summary>
/// <param name="total">How many there are.</param>
/// <param name="progress">Told the share.</param>
internal sealed class SentShare(long total, IProgress<double> progress) : IProgress<SendProgress>
{
    public void Report(SendProgress value) => progress.Report((double)value.Samples / total);
}

using System.Globalization;
using Detector.Client;
using Detector.V1;

namespace Detector.Cli.Demo.Service;

/// <summary>The references the demo makes, under names no other run takes; deleted at its end unless they are to be kept.</summary>
/// <param name="client">The service.</param>
/// <param name="keep">True to leave them.</param>
internal sealed class DemoReferences(DetectorClient client, bool keep) : IAsyncDisposable
{
    private readonly string _run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
    private readonly List<string> _names = [];

    /// <summary>Names of the references made so far.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Makes a reference and waits until it is ready.</summary>
    /// <param name="name">What it is, the middle of its name.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="progress">Told which share is done: half for the samples, half for the calibration.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Its whole name.</returns>
    public async Task<string> CreateAsync(string name, IEnumerable<Sample> samples, IProgress<double> progress, CancellationToken cancellation)
    {
        Sample[] all = [.. samples];
        var header = new ReferenceHeader { Name = $"demo-{name}-{_run}", Description = "Made by the demo", KeepTexts = true };
        await client.CreateReferenceAsync(header, all.ToAsyncEnumerable(), new Sent(all.Length, progress), cancellation);
        _names.Add(header.Name);
        await client.WaitUntilReadyAsync(header.Name, new Calibrated(progress), cancellation);
        return header.Name;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in keep ? [] : _names)
        {
            await client.DeleteReferenceAsync(name);
        }
    }

    private sealed class Sent(int total, IProgress<double> progress) : IProgress<SendProgress>
    {
        public void Report(SendProgress value) => progress.Report(0.5 * value.Samples / total);
    }

    private sealed class Calibrated(IProgress<double> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(0.5 + (0.5 * value));
    }
}

using System.Globalization;
using Detector.Cli.Rendering;
using Detector.Client;
using Detector.V1;
using Grpc.Core;

namespace Detector.Cli.Commands;

/// <summary>
/// References that one run makes, under names that no other run takes: the verb, eight random digits, what it is. They are deleted when
/// the run ends, also by an error or Ctrl-C, unless they are to be kept.
/// </summary>
/// <param name="client">The service.</param>
/// <param name="io">Told which reference could not be deleted.</param>
/// <param name="verb">What makes them; the beginning of their names.</param>
/// <param name="keep">True to leave them.</param>
internal sealed class TemporaryReferences(DetectorClient client, CommandIo io, string verb, bool keep = false) : IAsyncDisposable
{
    private readonly string _run = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..8];
    private readonly List<string> _names = [];

    /// <summary>Names of the references that were begun and not deleted.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Makes a reference and waits until it is ready.</summary>
    /// <param name="header">How; its name becomes the last part of the whole.</param>
    /// <param name="samples">Its samples, read once.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="progress">Told which share is done: half for the samples, half for the calibration.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>Its whole name.</returns>
    public async Task<string> CreateAsync(
        ReferenceHeader header, IAsyncEnumerable<Sample> samples, long count, IProgress<double> progress, CancellationToken cancellation)
    {
        var whole = header.Clone();
        whole.Name = $"{verb}-{_run}-{header.Name}";
        // Before it is made: of an interrupted call nobody knows whether the service had finished.
        _names.Add(whole.Name);
        await client.CreateReferenceAsync(whole, samples, new SentShare(2 * count, progress), cancellation);
        await client.WaitUntilReadyAsync(whole.Name, new Calibrated(progress), cancellation);
        return whole.Name;
    }

    /// <summary>Deletes one before the run ends. One that cannot be deleted is told and left; it does not end the run.</summary>
    public async Task DeleteAsync(string name)
    {
        _names.Remove(name);
        try
        {
            await client.DeleteReferenceAsync(name);
        }
        catch (DetectorException e) when (e.Status == StatusCode.NotFound)
        {
            // It was refused, or never finished.
        }
        catch (DetectorException e)
        {
            var remedy = $"'detector reference delete {name}' deletes it.";
            io.Error.WriteLine(PlainText.Clean($"the reference {name} may be left: {e.Message} {remedy}"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var name in keep ? [] : _names.ToArray())
        {
            await DeleteAsync(name);
        }
    }

    private sealed class Calibrated(IProgress<double> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(0.5 + (0.5 * value));
    }
}

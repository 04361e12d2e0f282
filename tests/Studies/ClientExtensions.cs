using Detector.Client;
using Detector.V1;

namespace Detector.Tests.Studies;

/// <summary>Calls that several studies make.</summary>
public static class ClientExtensions
{
    /// <summary>Makes a reference and waits until it is ready.</summary>
    /// <param name="client">The service.</param>
    /// <param name="name">Its name.</param>
    /// <param name="samples">Its samples.</param>
    /// <param name="withLabels">Whether it knows their labels.</param>
    public static async Task CreateReadyAsync(this DetectorClient client, string name, IEnumerable<Sample> samples, bool withLabels = false)
    {
        var sent = samples.Select(sample => withLabels ? sample : Unlabelled(sample));
        await client.CreateReferenceAsync(new ReferenceHeader { Name = name }, sent.ToAsyncEnumerable());
        await client.WaitUntilReadyAsync(name);
    }

    /// <summary>A sample without its label.</summary>
    public static Sample Unlabelled(Sample sample) => new() { Id = sample.Id, Text = sample.Text };
}

using Detector.V1;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>A running service that holds one reference of varied texts.</summary>
public sealed class ServiceWithReference : IAsyncLifetime
{
    /// <summary>The reference's name.</summary>
    public const string Name = "varied";

    /// <summary>The service.</summary>
    public RunningService Service { get; } = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        using var client = Service.Connect();
        var samples = Texts.Varied(1600, 1).Select(text => new Sample { Text = text });
        await client.CreateReferenceAsync(new ReferenceHeader { Name = Name }, samples.ToAsyncEnumerable());
        await client.WaitUntilReadyAsync(Name);
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Service.DisposeAsync();
}

using Detector.V1;

namespace Detector.Host.Tests.Hosting;

/// <summary>A service with the bundled encoder and one reference, shared by the tests of a class that change neither.</summary>
public sealed class ServiceWithReference : IAsyncLifetime
{
    /// <summary>Name of the reference.</summary>
    public const string Name = "healthy";

    /// <summary>Number of its samples.</summary>
    public const int Count = 600;

    internal TestService Service { get; private set; } = null!;

    internal Reference Reference { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Service = await TestService.StartAsync(options: ["--Limits:TextBytes=1000", "--Limits:BatchSamples=500", "--Limits:StreamSamples=1000"]);
        Reference = await Service.CreateAsync(Name, Texts.Samples(Count, prompts: true), header: header => header.Description = "for tests");
    }

    public async Task DisposeAsync() => await Service.DisposeAsync();
}

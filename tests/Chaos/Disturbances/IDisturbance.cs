using Detector.Tests.Shared;

namespace Detector.Chaos.Disturbances;

/// <summary>Something that must not harm the service.</summary>
internal interface IDisturbance
{
    /// <summary>Its name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Runs it.</summary>
    /// <returns>Targets beside what was measured.</returns>
    Task<IReadOnlyList<Target>> RunAsync(ChaosOptions options);
}

using Detector.Pipelines.Running;
using Detector.Tests.Shared;

namespace Detector.Pipelines.Studies;

/// <summary>One way to use the Detector from a program, measured.</summary>
internal interface IStudy
{
    /// <summary>Its name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Runs it.</summary>
    /// <returns>Targets beside what was measured.</returns>
    Task<IReadOnlyList<Target>> RunAsync(Setting setting);
}

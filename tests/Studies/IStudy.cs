using Detector.Tests.Shared;

namespace Detector.Tests.Studies;

/// <summary>A part of a long check: what one thing costs or does, measured.</summary>
/// <typeparam name="TSetting">What every study of the check gets.</typeparam>
public interface IStudy<in TSetting>
{
    /// <summary>Its name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Runs it.</summary>
    /// <returns>Targets beside what was measured.</returns>
    Task<IReadOnlyList<Target>> RunAsync(TSetting setting);
}

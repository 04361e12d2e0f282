namespace Detector.Host.Errors;

/// <summary>The service cannot start.</summary>
/// <param name="problems">What stands in the way, one line each.</param>
internal sealed class StartException(params IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>What stands in the way, one line each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}

namespace Detector.Tests.Shared;

/// <summary>What must be shown beside what was measured.</summary>
/// <param name="What">What is asked.</param>
/// <param name="Wanted">The target.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Met">Whether the target is met.</param>
public sealed record Target(string What, string Wanted, string Measured, bool Met)
{
    /// <summary>A share that must be large.</summary>
    public static Target AtLeast(string what, double wanted, double measured) =>
        new(what, FormattableString.Invariant($">= {wanted:0.##}"), FormattableString.Invariant($"{measured:0.###}"), measured >= wanted);

    /// <summary>A share that must be small.</summary>
    public static Target AtMost(string what, double wanted, double measured) =>
        new(what, FormattableString.Invariant($"<= {wanted:0.##}"), FormattableString.Invariant($"{measured:0.####}"), measured <= wanted);
}

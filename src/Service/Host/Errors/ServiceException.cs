namespace Detector.Host.Errors;

/// <summary>A call cannot be served, for one of the known reasons.</summary>
/// <param name="reason">Why.</param>
/// <param name="message">What is wrong and what to do about it; never holds a text.</param>
/// <param name="inner">The error below, if any.</param>
internal sealed class ServiceException(ErrorReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Most violations that one error lists.</summary>
    public const int MaximumViolations = 20;

    /// <summary>Why.</summary>
    public ErrorReason Reason { get; } = reason;

    /// <summary>The fields at fault; empty when the fault is in none.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; private init; } = [];

    /// <summary>When to try again, or null where trying again is no use.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Bad input: the fields at fault, the first of which gives the reason.</summary>
    /// <param name="violations">At least one; the first <see cref="MaximumViolations"/> are listed.</param>
    public static ServiceException BadInput(IReadOnlyList<FieldViolation> violations)
    {
        var first = violations[0];
        var others = violations.Count switch
        {
            1 => "",
            >= MaximumViolations => $" ({MaximumViolations - 1} more are listed, there may be others)",
            _ => $" ({violations.Count - 1} more in the details)",
        };
        return new ServiceException(first.Reason, $"{first.Field}: {first.Description}{others}")
        {
            Violations = [.. violations.Take(MaximumViolations)],
        };
    }

    /// <summary>Bad input in one field.</summary>
    public static ServiceException BadInput(string field, ErrorReason reason, string description) =>
        BadInput([new FieldViolation(field, reason, description)]);
}

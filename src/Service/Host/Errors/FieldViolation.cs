namespace Detector.Host.Errors;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field's path, for example <c>samples[3].text</c>.</param>
/// <param name="Reason">Why it is refused.</param>
/// <param name="Description">What is wrong and what would be right; never holds a text.</param>
internal sealed record FieldViolation(string Field, ErrorReason Reason, string Description);

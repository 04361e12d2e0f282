namespace Detector.Client;

/// <summary>A field of a request that the service refused.</summary>
/// <param name="Field">Path of the field, for example <c>samples[3].text</c>.</param>
/// <param name="Reason">Reason for this field, one of the closed set of reasons; empty when none was given.</param>
/// <param name="Description">What is wrong with it, in words.</param>
public sealed record FieldViolation(string Field, string Reason, string Description);

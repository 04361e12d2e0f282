namespace Detector.Host.References;

/// <summary>A reference as asked for, without its samples.</summary>
/// <param name="Name">Its name, of an allowed form.</param>
/// <param name="Description">Free text of the owner.</param>
/// <param name="Seed">Seed of the split and the null draws.</param>
/// <param name="KeepTexts">Keep the texts in the store.</param>
/// <param name="ExpectedFingerprint">Fingerprint the encoder must have, or empty.</param>
/// <param name="RequestId">The caller's id of the request, or empty.</param>
internal sealed record ReferenceDraft(
    string Name, string Description, ulong Seed, bool KeepTexts, string ExpectedFingerprint, string RequestId);

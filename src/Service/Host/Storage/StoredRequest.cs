namespace Detector.Host.Storage;

/// <summary>A request that made a reference, kept so that its repetition is recognised.</summary>
/// <param name="RequestId">The caller's id of the request.</param>
/// <param name="ContentHash">SHA-256 of what was asked for, lower-case hexadecimal.</param>
/// <param name="ReferenceName">The reference it made.</param>
internal sealed record StoredRequest(string RequestId, string ContentHash, string ReferenceName);

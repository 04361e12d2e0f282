namespace Detector.Host.Options;

/// <summary>Who may call (section Auth).</summary>
internal sealed record AuthOptions
{
    /// <summary>
    /// File with the keys of callers and their roles; keys are in it as hashes. It is read again when it changes. The default value is
    /// empty: no keys, so that whoever reaches the service may call everything.
    /// </summary>
    public string KeysPath { get; init; } = "";
}

namespace Detector.Host.Security;

/// <summary>Files that are read again when they change.</summary>
internal interface IWatchedFiles
{
    /// <summary>True while the files cannot be used and what was read before is.</summary>
    bool Stale { get; }

    /// <summary>Reads them again if they have changed. What cannot be used is logged, and what was read before stays.</summary>
    void Refresh(ILogger logger);
}

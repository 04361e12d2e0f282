namespace Detector.Client.Tests.Service;

/// <summary>How a <see cref="ScriptedMonitors"/> ends a stream.</summary>
internal enum StreamEnd
{
    /// <summary>The stream is reset.</summary>
    Reset,

    /// <summary>The connection under it is gone.</summary>
    Disconnect,

    /// <summary>The service says that it drains.</summary>
    Drain,

    /// <summary>The service ends it as if all were done.</summary>
    Complete,
}

namespace Detector.Host.Options;

/// <summary>Kinds of database.</summary>
internal enum StorageEngine
{
    /// <summary>One file.</summary>
    Sqlite,

    /// <summary>A server that replicas share.</summary>
    Postgres,
}

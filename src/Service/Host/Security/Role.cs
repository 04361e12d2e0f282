namespace Detector.Host.Security;

/// <summary>What a caller may do. A caller has one or more; calls can need more than one.</summary>
[Flags]
internal enum Role
{
    /// <summary>Nothing; as a need: open to anyone.</summary>
    None = 0,

    /// <summary>Send samples: to monitors, to be scored, to be curated.</summary>
    Ingest = 1,

    /// <summary>See references, monitors, reports and what is kept of their texts.</summary>
    Read = 2,

    /// <summary>Make, change and delete references and monitors. Contains the other roles.</summary>
    Admin = 4,
}

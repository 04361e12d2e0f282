using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>Where references and monitors are kept (section Storage).</summary>
internal sealed record StorageOptions : IValidatableObject
{
    /// <summary>The database: Sqlite, one file for one host, or Postgres, for any number of replicas. The default value is Sqlite.</summary>
    public StorageEngine Engine { get; init; } = StorageEngine.Sqlite;

    /// <summary>
    /// For Postgres: the database as keyword=value pairs, for example Host=db;Database=detector;Username=detector;Password=... .
    /// The default value is empty.
    /// </summary>
    public string Connection { get; init; } = "";

    /// <summary>
    /// The store's file; its directory is made when absent.
    /// The default value is empty: $XDG_DATA_HOME/detector/detector.db, or ~/.local/share/detector/detector.db.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>Longest wait in seconds for another process that writes to the same store, or for an answer of PostgreSQL, 1 to 300. The default value is 10.</summary>
    [Range(1, 300)]
    public int BusySeconds { get; init; } = 10;

    /// <summary>The store's file with the default filled in.</summary>
    public string ResolvePath()
    {
        if (Path.Length > 0)
        {
            return System.IO.Path.GetFullPath(Path);
        }

        var data = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        if (string.IsNullOrEmpty(data))
        {
            data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        return System.IO.Path.GetFullPath(System.IO.Path.Combine(data, "detector", "detector.db"));
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Engine == StorageEngine.Postgres && Connection.Length == 0)
        {
            yield return new ValidationResult("Storage:Engine=Postgres needs it, for example Host=db;Database=detector;Username=detector.", [nameof(Connection)]);
        }
    }
}

using System.Text.RegularExpressions;

namespace Detector.Host.Storage.Postgres;

/// <summary>
/// The schema in PostgreSQL's words. Both engines have the same tables and columns; only the names of types differ, and texts are
/// compared by their bytes in both.
/// </summary>
internal static partial class PostgresSchema
{
    /// <summary>A step of the schema.</summary>
    /// <param name="sql">The step in the SQL of SQLite.</param>
    public static string Translate(string sql) => Words().Replace(sql, match => match.Value switch
    {
        "INTEGER PRIMARY KEY AUTOINCREMENT" => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        "INTEGER" => "BIGINT",
        "TEXT" => "TEXT COLLATE \"C\"",
        "BLOB" => "BYTEA",
        _ => "",
    });

    [GeneratedRegex(@"\bINTEGER PRIMARY KEY AUTOINCREMENT\b|\bINTEGER\b|\bTEXT\b|\bBLOB\b|\bCOLLATE BINARY\b|\bSTRICT\b")]
    private static partial Regex Words();
}

using System.Globalization;

namespace Detector.Host.Storage.Sql;

/// <summary>One step of the schema, in the SQL of SQLite; <see cref="Postgres.PostgresSchema"/> has the other engine's words.</summary>
/// <param name="Version">The schema's version after it.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Version, string Sql)
{
    private const string Prefix = "Detector.Host.Storage.Sql.Migrations.";

    /// <summary>Every step, in order: the embedded files NNNN-name.sql.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

    /// <summary>The steps that a store of a version lacks.</summary>
    public static IEnumerable<Migration> After(long version) => All.Where(migration => migration.Version > version);

    /// <summary>What is wrong with a store of a version that this release does not know; null when it knows it.</summary>
    public static string? TooNew(long version) => version > All[^1].Version
        ? $"has schema version {version}; this release knows versions up to {All[^1].Version}. Update the service or use another store."
        : null;

    private static Migration[] Load()
    {
        var assembly = typeof(Migration).Assembly;
        return
        [
            .. from name in assembly.GetManifestResourceNames()
               where name.StartsWith(Prefix, StringComparison.Ordinal)
               orderby name
               select new Migration(int.Parse(name.AsSpan(Prefix.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), Read(name)),
        ];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}

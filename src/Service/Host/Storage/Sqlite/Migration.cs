using System.Globalization;

namespace Detector.Host.Storage.Sqlite;

/// <summary>One step of the schema.</summary>
/// <param name="Version">The schema's version after it.</param>
/// <param name="Sql">What it does.</param>
internal sealed record Migration(int Version, string Sql)
{
    private const string Prefix = "Detector.Host.Storage.Sqlite.Migrations.";

    /// <summary>Every step, in order: the embedded files NNNN-name.sql.</summary>
    public static IReadOnlyList<Migration> All { get; } = Load();

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

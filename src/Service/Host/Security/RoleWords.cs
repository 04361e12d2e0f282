namespace Detector.Host.Security;

/// <summary>Roles as they are written in files, command lines and errors.</summary>
internal static class RoleWords
{
    /// <summary>All of them, for errors and help.</summary>
    public const string All = "ingest, read or admin";

    private static readonly (string Word, Role Role)[] Words = [("ingest", Role.Ingest), ("read", Role.Read), ("admin", Role.Admin)];

    /// <summary>The role of a word.</summary>
    /// <returns>Null where there is none.</returns>
    public static Role? Read(string word)
    {
        var (found, role) = Array.Find(Words, row => row.Word == word);
        return found is null ? null : role;
    }

    /// <summary>The words of some roles.</summary>
    public static IReadOnlyList<string> Write(Role roles) => [.. Words.Where(row => roles.HasFlag(row.Role)).Select(row => row.Word)];
}

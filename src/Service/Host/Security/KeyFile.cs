using System.Text.Json;
using System.Text.Json.Serialization;

namespace Detector.Host.Security;

/// <summary>
/// The file of callers: <c>{"keys": [{"name": "…", "roles": ["ingest"], "sha256": "…"}]}</c>, or with <c>"certificate": "uri:…"</c> in place
/// of the hash. What is wrong with it is told without its content, which may hold secrets by mistake.
/// </summary>
internal static class KeyFile
{
    private const int HashBytes = 32;
    private const int LongestName = 128;

    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Reads a file's content.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message says where, and never holds a value of it.</exception>
    public static KeyRing Read(ReadOnlySpan<byte> content)
    {
        var entries = (Parse(content).Keys ?? throw new InvalidDataException("It has no list 'keys'.")).Select(Read).ToArray();
        if (entries.Length == 0)
        {
            throw new InvalidDataException("It holds no keys, so that nobody could call; detector-service make-key makes them.");
        }

        RequireDifferent(entries, entry => entry.Name, "name");
        RequireDifferent(entries, entry => entry.Hash is { } hash ? Convert.ToHexString(hash) : null, "sha256");
        RequireDifferent(entries, entry => entry.Certificate, "certificate");
        return new KeyRing(entries);
    }

    /// <summary>The entry of a key as it stands in the file.</summary>
    public static string Write(string name, Role roles, string key) =>
        JsonSerializer.Serialize(new Row(name, RoleWords.Write(roles), Convert.ToHexStringLower(ApiKey.Hash(key)), null), Form);

    /// <summary>Whether a name may stand in the file.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static Rows Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize<Rows>(content.StartsWith("\uFEFF"u8) ? content[3..] : content, Form)
                ?? throw new InvalidDataException("It is JSON null.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException(
                $"It is not the JSON of a keys file; line {wrong.LineNumber + 1}: an entry has name, roles, and sha256 or certificate, and nothing else.");
        }
    }

    private static KeyEntry Read(Row? row, int index)
    {
        var place = $"keys[{index}]";
        if (row is null || !IsName(row.Name))
        {
            throw new InvalidDataException($"{place}.name: it must be 1 to {LongestName} letters, digits, dots, dashes and underscores of ASCII.");
        }

        if (row.Roles is not { Count: > 0 } words || words.Any(word => word is null || RoleWords.Read(word) is null))
        {
            throw new InvalidDataException($"{place}.roles: it must be a list of one or more of {RoleWords.All}.");
        }

        var roles = words.Aggregate(Role.None, (all, word) => all | RoleWords.Read(word)!.Value);
        return (row.Sha256, row.Certificate) switch
        {
            ({ } hash, null) => new KeyEntry(row.Name!, roles, ReadHash(hash, place), null),
            (null, { } certificate) when CertificateNames.IsName(certificate) => new KeyEntry(row.Name!, roles, null, certificate),
            (null, not null) => throw new InvalidDataException($"{place}.certificate: it must be uri:…, dns:… or subject:…."),
            _ => throw new InvalidDataException($"{place}: it must have either sha256 or certificate."),
        };
    }

    private static byte[] ReadHash(string text, string place)
    {
        var hash = new byte[HashBytes];
        return text.Length == 2 * HashBytes
            && Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done
                ? hash
                : throw new InvalidDataException($"{place}.sha256: it must be the SHA-256 of a key, {2 * HashBytes} hexadecimal digits.");
    }

    private static void RequireDifferent(KeyEntry[] entries, Func<KeyEntry, string?> value, string field)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < entries.Length; index++)
        {
            if (value(entries[index]) is { } text && !seen.Add(text))
            {
                throw new InvalidDataException($"keys[{index}].{field}: an entry before has the same.");
            }
        }
    }

    private sealed record Rows(IReadOnlyList<Row?>? Keys);

    private sealed record Row(string? Name, IReadOnlyList<string>? Roles, string? Sha256, string? Certificate);
}

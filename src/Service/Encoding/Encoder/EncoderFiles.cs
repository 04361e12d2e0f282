using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Detector.Encoding.Encoder;

/// <summary>The files of an encoder directory. It remembers which were used: they make the fingerprint.</summary>
internal sealed class EncoderFiles
{
    private readonly SortedSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>Opens a directory.</summary>
    /// <exception cref="EncoderLoadException">There is no such directory.</exception>
    public EncoderFiles(string directory)
    {
        Directory = Path.GetFullPath(directory);
        if (!System.IO.Directory.Exists(Directory))
        {
            throw new EncoderLoadException(
                Directory,
                "there is no such directory. Make the bundled encoder with `detector-service make-encoder`, "
                + "or set Encoder:Path to an encoder directory.");
        }
    }

    /// <summary>The directory's full path.</summary>
    public string Directory { get; }

    /// <summary>The full path of a file or directory in it.</summary>
    public string PathOf(string name) => Path.Combine(Directory, name);

    /// <summary>The first of several files that exists, marked as used; null if none does.</summary>
    public string? Find(params string[] names)
    {
        var name = Array.Find(names, candidate => File.Exists(PathOf(candidate)));
        if (name is null)
        {
            return null;
        }

        _used.Add(name);
        return PathOf(name);
    }

    /// <summary>Marks a file as used if it is there.</summary>
    public void Use(string name) => Find(name);

    /// <summary>Reads a JSON object; null if there is no such file.</summary>
    /// <exception cref="EncoderLoadException">The file is no JSON object.</exception>
    public JsonObject? Json(string name)
    {
        if (Find(name) is not { } path)
        {
            return null;
        }

        return Parse(path, ParseNode<JsonObject>);
    }

    /// <summary>Reads encoder.json; all its values are null if there is none.</summary>
    /// <exception cref="EncoderLoadException">The file is not such a description.</exception>
    public EncoderManifest Manifest() => Find(EncoderManifest.FileName) is { } path
        ? Parse(path, bytes => JsonSerializer.Deserialize<EncoderManifest>(bytes, EncoderManifest.Format) ?? new())
        : new();

    /// <summary>Parses a JSON object or array.</summary>
    /// <exception cref="JsonException">The bytes are none.</exception>
    /// <exception cref="InvalidOperationException">A string is not UTF-8, or holds half of a surrogate pair.</exception>
    public static T ParseNode<T>(byte[] bytes)
        where T : JsonNode
    {
        RequireText(bytes);
        return JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false }) as T
            ?? throw new JsonException(typeof(T) == typeof(JsonArray) ? "It is no JSON array." : "It is no JSON object.");
    }

    /// <summary>Reads a JSON file with an error that names it.</summary>
    public static T Parse<T>(string path, Func<byte[], T> parse)
    {
        try
        {
            return parse(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EncoderLoadException(path, "the file is not readable; check its permissions.", error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new EncoderLoadException(path, $"the file is not valid: {error.Message} Correct it or install the encoder again.", error);
        }
    }

    // Nodes read their strings when they are asked for them, which is too late to name the file.
    private static void RequireText(byte[] bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                reader.GetString();
            }
        }
    }

    /// <summary>SHA-256 over the names and contents of the files used, lower-case hexadecimal.</summary>
    public string Fingerprint()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in _used)
        {
            using var file = File.OpenRead(PathOf(name));
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name.Replace('\\', '/')}\n"));
            hash.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Text.Json;

namespace Detector.Cli.Gate.Policy;

/// <summary>Reads a policy from a JSON file; comments and trailing commas are allowed. Every error is named at once, by its field.</summary>
internal static class PolicyFile
{
    private const int LargestBytes = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The policy of a file, the defaults without one.</summary>
    /// <exception cref="UsageException">It cannot be read, or fields of it are wrong.</exception>
    public static GatePolicy Read(string? file)
    {
        if (file is null)
        {
            return new GatePolicy();
        }

        try
        {
            using var document = JsonDocument.Parse(Load(file), Options);
            return Parse(file, document.RootElement);
        }
        catch (JsonException e)
        {
            throw new UsageException($"{file}, line {e.LineNumber + 1}: not valid JSON at byte {e.BytePositionInLine + 1} of the line");
        }
        catch (InvalidOperationException)
        {
            // Elements read their strings when they are asked for them.
            throw new UsageException($"{file}: a string is not valid UTF-8, or holds half of a surrogate pair");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: the policy cannot be read: {e.Message}");
        }
    }

    private static byte[] Load(string file)
    {
        if (new FileInfo(file) is { Exists: true, Length: > LargestBytes })
        {
            throw new UsageException($"{file}: is larger than 1 MiB; is this a policy?");
        }

        return File.ReadAllBytes(file);
    }

    private static GatePolicy Parse(string file, JsonElement root)
    {
        List<string> errors = [];
        var policy = PolicyReader.Read(new PolicyObject(root, "", errors));
        return errors.Count switch
        {
            0 => policy,
            1 => throw new UsageException($"{file}: {errors[0]}"),
            _ => throw new UsageException($"{file}: {errors.Count} fields are wrong: {string.Join("; ", errors)}"),
        };
    }
}

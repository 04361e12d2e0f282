namespace Detector.Cli.Input;

/// <summary>An input as the user named it: a path, or <c>-</c> for standard input.</summary>
/// <param name="path">The path.</param>
/// <param name="standardInput">Opens standard input.</param>
/// <param name="follow">Wait at the end of a file for what is added to it.</param>
internal sealed class InputFile(string path, Func<Stream> standardInput, bool follow = false)
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    private static ReadOnlySpan<byte> Blanks => "\uFEFF \t\r\n"u8;

    /// <summary>Name for people.</summary>
    public string Name => path == StandardInput ? "standard input" : path;

    /// <summary>Size on disk in bytes; null where it cannot be known.</summary>
    public long? Size => path != StandardInput && File.Exists(path) ? new FileInfo(path).Length : null;

    /// <summary>Opens the file, decompressed when its first bytes are those of gzip (RFC 1952, section 2.3.1).</summary>
    /// <param name="onRead">Told how many bytes of the file were read, as they are.</param>
    /// <param name="cancellationToken">Ends the reading of the first bytes.</param>
    /// <exception cref="InputException">It cannot be opened, or is gzip and to be followed.</exception>
    public async Task<PeekableStream> OpenAsync(Action<int> onRead, CancellationToken cancellationToken)
    {
        var raw = new PeekableStream(new InterruptibleStream(OpenRaw()), onRead);
        var head = await raw.PeekAsync(2, cancellationToken);
        if (head.Span is not [0x1F, 0x8B])
        {
            return raw;
        }

        return follow && path != StandardInput
            ? throw new InputException($"{path}: is gzip, which cannot be followed; leave --follow out, or follow what it was made of")
            : new PeekableStream(new WholeGzipStream(raw), static _ => { });
    }

    /// <summary>The format: the one asked for, else the extension's, else JSON Lines when the content begins with an object.</summary>
    /// <exception cref="InputException">None of these says it.</exception>
    public async Task<InputFormat> FormatAsync(InputFormat? asked, PeekableStream content, CancellationToken cancellationToken)
    {
        if ((asked ?? InputFormats.FromExtension(path)) is { } known)
        {
            return known;
        }

        // The first few bytes most often do; more of them may be long in coming from a pipe.
        var head = await content.PeekAsync(4, cancellationToken);
        head = head.Span.TrimStart(Blanks).IsEmpty ? await content.PeekAsync(64, cancellationToken) : head;
        return head.Span.TrimStart(Blanks) is [(byte)'{', ..]
            ? InputFormat.JsonLines
            : throw new InputException($"{Name}: the format cannot be told from the name; give --format jsonl, csv or text");
    }

    private Stream OpenRaw()
    {
        if (path == StandardInput)
        {
            return standardInput();
        }

        try
        {
            var share = follow ? FileShare.ReadWrite | FileShare.Delete : FileShare.Read;
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, share, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
            return follow ? new FollowedStream(file, TimeProvider.System) : file;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file");
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {(Directory.Exists(path) ? "is a directory; name its files" : "permission denied")}");
        }
        catch (IOException e)
        {
            throw new InputException($"{path}: cannot be opened: {e.Message}");
        }
    }
}

namespace Detector.Cli.Input;

/// <summary>An input as the user named it: a path, or <c>-</c> for standard input.</summary>
/// <param name="path">The path.</param>
/// <param name="standardInput">Opens standard input.</param>
internal sealed class InputFile(string path, Func<Stream> standardInput)
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Name for people.</summary>
    public string Name => path == StandardInput ? "standard input" : path;

    /// <summary>Size on disk in bytes; null where it cannot be known.</summary>
    public long? Size => path != StandardInput && File.Exists(path) ? new FileInfo(path).Length : null;

    /// <summary>Opens the file, decompressed when its first bytes are those of gzip (RFC 1952, section 2.3.1).</summary>
    /// <param name="onRead">Told how many bytes of the file were read, as they are.</param>
    /// <param name="cancellationToken">Ends the reading of the first bytes.</param>
    /// <exception cref="InputException">It cannot be opened.</exception>
    public async Task<PeekableStream> OpenAsync(Action<int> onRead, CancellationToken cancellationToken)
    {
        var raw = new PeekableStream(new InterruptibleStream(OpenRaw()), onRead);
        var head = await raw.PeekAsync(2, cancellationToken);
        return head.Span is [0x1F, 0x8B]
            ? new PeekableStream(new WholeGzipStream(raw), static _ => { })
            : raw;
    }

    /// <summary>The format: the one asked for, else the extension's, else JSON Lines when the content begins with an object.</summary>
    /// <exception cref="InputException">None of these says it.</exception>
    public async Task<InputFormat> FormatAsync(InputFormat? asked, PeekableStream content, CancellationToken cancellationToken)
    {
        if ((asked ?? InputFormats.FromExtension(path)) is { } known)
        {
            return known;
        }

        var head = await content.PeekAsync(64, cancellationToken);
        return head.Span.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..]
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
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
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

using System.Security.Cryptography;
using Detector.Host.Errors;

namespace Detector.Host.Security;

/// <summary>
/// Something that is read from files and read again when they change. Compared are contents: times tell nothing of mounted secrets, whose
/// files are links to links.
/// </summary>
/// <typeparam name="T">What the files hold.</typeparam>
internal sealed partial class WatchedFiles<T> : IWatchedFiles
    where T : class
{
    private readonly IReadOnlyList<(string Option, string Path)> _files;
    private readonly Func<IReadOnlyList<byte[]>, T> _read;
    private readonly Func<T, T, T> _replace;
    private byte[] _known;
    private byte[] _failed = [];
    private volatile T _current;

    /// <summary>Reads the files.</summary>
    /// <param name="files">Each with the option that names it.</param>
    /// <param name="read">Makes something of their contents; InvalidDataException and CryptographicException say that they are wrong.</param>
    /// <param name="replace">Is given what was in use and what was read, and returns what to use from now on.</param>
    /// <exception cref="StartException">They cannot be read, or are wrong.</exception>
    public WatchedFiles(
        IReadOnlyList<(string Option, string Path)> files, Func<IReadOnlyList<byte[]>, T> read, Func<T, T, T>? replace = null)
    {
        (_files, _read, _replace) = (files, read, replace ?? ((_, next) => next));
        try
        {
            var contents = Contents();
            (_known, _current) = (Fingerprint(contents), _read(contents));
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw new StartException($"{Names}: {exception.Message}");
        }
    }

    /// <summary>What the files held when they last were right.</summary>
    public T Current => _current;

    /// <inheritdoc/>
    public bool Stale { get; private set; }

    private string Names => string.Join(", ", _files.Select(file => $"{file.Option} ({file.Path})"));

    /// <inheritdoc/>
    public void Refresh(ILogger logger)
    {
        byte[] now = [];
        try
        {
            var contents = Contents();
            now = Fingerprint(contents);
            if (!now.AsSpan().SequenceEqual(_known))
            {
                _current = _replace(_current, _read(contents));
                _known = now;
                LogRead(logger, Names);
            }

            (Stale, _failed) = (false, []);
        }
        catch (Exception exception)
        {
            // Whatever is wrong with a file must not stop a service that runs with the one before. Two files that belong together are
            // seldom changed at one instant, so a failure is tried again; it is told once.
            if (!Stale || !_failed.AsSpan().SequenceEqual(now))
            {
                LogKept(logger, Names, IsOfFiles(exception) ? exception.Message : exception.GetType().Name);
            }

            (Stale, _failed) = (true, now);
        }
    }

    private static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException;

    private static byte[] Fingerprint(IReadOnlyList<byte[]> contents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var content in contents)
        {
            hash.AppendData(SHA256.HashData(content));
        }

        return hash.GetHashAndReset();
    }

    private byte[][] Contents() => [.. _files.Select(file => File.ReadAllBytes(file.Path))];

    [LoggerMessage(20, LogLevel.Information, "Read again, since they changed: {Files}")]
    private static partial void LogRead(ILogger logger, string files);

    [LoggerMessage(21, LogLevel.Error, "What was read before stays in use, since these cannot be used: {Files}: {Problem}")]
    private static partial void LogKept(ILogger logger, string files, string problem);
}

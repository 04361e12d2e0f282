using System.Diagnostics.CodeAnalysis;

namespace Detector.Client;

/// <summary>Reads the service's address as people write it.</summary>
public static class DetectorAddress
{
    /// <summary>The service's gRPC port when nothing else is configured.</summary>
    public const int DefaultPort = 50051;

    /// <summary>The address when nothing else is configured: this machine, cleartext.</summary>
    public static Uri Default { get; } = new($"http://127.0.0.1:{DefaultPort}");

    /// <summary>Reads <c>http://host:port</c>, <c>https://host:port</c>, <c>host:port</c> or <c>host</c>.</summary>
    /// <param name="text">The address. Without a scheme it is cleartext HTTP/2, without scheme and port the port is 50051.</param>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static Uri Parse(string text) => TryParse(text, out var address)
        ? address
        : throw new FormatException($"'{text}' is not an address: write host:port, http://host:port or https://host:port.");

    /// <summary>Like <see cref="Parse"/>, without an exception.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        text = text.Trim();
        var bare = !text.Contains("://", StringComparison.Ordinal);
        if (!Uri.TryCreate(bare ? $"http://{text}" : text, UriKind.Absolute, out var uri)
            || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
            || uri.Host.Length == 0
            || uri.PathAndQuery != "/"
            || uri.UserInfo.Length > 0)
        {
            return false;
        }

        var namesPort = text.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal);
        address = bare && !namesPort ? new UriBuilder(uri) { Port = DefaultPort }.Uri : uri;
        return true;
    }
}

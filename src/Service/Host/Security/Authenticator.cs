using System.Net.Sockets;
using Detector.Host.Errors;
using Detector.Host.Options;

namespace Detector.Host.Security;

/// <summary>Finds out who calls.</summary>
/// <param name="keys">The known callers; null where nobody needs a key.</param>
/// <param name="tls">Whether connections bring certificates.</param>
internal sealed class Authenticator(WatchedFiles<KeyRing>? keys, TlsOptions tls)
{
    private const string Scheme = "Bearer ";
    private const int PrefixOfIpv6 = 8;

    /// <summary>True where callers are told apart by keys.</summary>
    public bool HasKeys => keys is not null;

    /// <summary>The caller of a request. A key goes before the certificate of the connection.</summary>
    /// <exception cref="ServiceException">MissingCredentials, or InvalidCredentials for unknown ones.</exception>
    public Caller Authenticate(HttpContext context)
    {
        if (keys is null)
        {
            return new Caller(NameOf(context), Role.Admin, CancellationToken.None);
        }

        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            return header is [{ } text] && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? keys.Current.FindKey(text[Scheme.Length..].Trim())
                    ?? throw new ServiceException(ErrorReason.InvalidCredentials, "The service does not know this key; it may have been withdrawn.")
                : throw new ServiceException(ErrorReason.InvalidCredentials, "A key is sent as one header 'authorization: Bearer KEY'.");
        }

        return context.Connection.ClientCertificate is { } certificate
            ? keys.Current.FindCertificate(certificate)
                ?? throw new ServiceException(
                    ErrorReason.InvalidCredentials, "No entry of Auth:KeysPath names this client certificate; send a key with it.")
            : throw new ServiceException(ErrorReason.MissingCredentials, "The service wants a key: send it as 'authorization: Bearer KEY'.");
    }

    /// <summary>Where a request comes from. Whoever has one address of IPv6 has the whole network of it.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, PrefixOfIpv6)),
        var address => address.ToString(),
    };

    private string NameOf(HttpContext context) =>
        tls.ClientCertificates && context.Connection.ClientCertificate is { } certificate ? certificate.Subject : AddressOf(context);
}

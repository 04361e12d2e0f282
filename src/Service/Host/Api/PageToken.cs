using System.Buffers.Text;
using Detector.Host.Errors;

namespace Detector.Host.Api;

/// <summary>The opaque token of a page: where the page before ended.</summary>
internal static class PageToken
{
    private const byte Version = 1;

    /// <summary>The token of the page after a name.</summary>
    public static string After(string name) => Base64Url.EncodeToString([Version, .. System.Text.Encoding.UTF8.GetBytes(name)]);

    /// <summary>The name that a token's page comes after; empty for the first page.</summary>
    /// <exception cref="ServiceException">InvalidPage: the token is none of ours.</exception>
    public static string Read(string token)
    {
        if (token.Length == 0)
        {
            return "";
        }

        if (token.Length <= 1024 && Base64Url.IsValid(token) && Base64Url.DecodeFromChars(token) is [Version, .. var name])
        {
            return System.Text.Encoding.UTF8.GetString(name);
        }

        throw ServiceException.BadInput(
            "page_token", ErrorReason.InvalidPage, "It is no token of this service; pass next_page_token unchanged, or nothing for the first page.");
    }
}

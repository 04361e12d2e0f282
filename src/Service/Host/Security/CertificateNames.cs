using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Host.Security;

/// <summary>
/// The names that a certificate holds, each with its kind, so that a name of one kind is never taken for one of another: <c>uri:</c> and
/// <c>dns:</c> from the subject alternative names, <c>subject:</c> and the whole distinguished name.
/// </summary>
internal static class CertificateNames
{
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The names of a certificate.</summary>
    public static IReadOnlySet<string> Of(X509Certificate2 certificate)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (certificate.Subject.Length > 0)
        {
            names.Add($"subject:{certificate.Subject}");
        }

        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            try
            {
                AddAlternatives(extension.RawData, names);
            }
            catch (AsnContentException)
            {
                // What cannot be read names nobody.
            }
        }

        return names;
    }

    /// <summary>Whether a text has the form of such a name.</summary>
    public static bool IsName(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var colon && colon > 0 && colon < text.Length - 1 && text[..colon] is "uri" or "dns" or "subject";

    private static void AddAlternatives(byte[] data, HashSet<string> names)
    {
        var alternatives = new AsnReader(data, AsnEncodingRules.DER).ReadSequence();
        while (alternatives.HasData)
        {
            var tag = alternatives.PeekTag();
            if (tag.HasSameClassAndValue(Dns))
            {
                names.Add($"dns:{alternatives.ReadCharacterString(UniversalTagNumber.IA5String, Dns)}");
            }
            else if (tag.HasSameClassAndValue(Uri))
            {
                names.Add($"uri:{alternatives.ReadCharacterString(UniversalTagNumber.IA5String, Uri)}");
            }
            else
            {
                alternatives.ReadEncodedValue();
            }
        }
    }
}

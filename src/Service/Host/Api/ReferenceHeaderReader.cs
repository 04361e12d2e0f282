using System.Text.RegularExpressions;
using Detector.Host.Errors;
using Detector.Host.References;

namespace Detector.Host.Api;

/// <summary>Checks and converts the header of a CreateReference stream.</summary>
internal static partial class ReferenceHeaderReader
{
    private const int DescriptionBytes = 4096;
    private const int RequestIdBytes = 128;
    private const ulong DefaultSeed = 1;

    /// <summary>The reference that is asked for.</summary>
    /// <exception cref="ServiceException">Fields are missing, too long or of a wrong form.</exception>
    public static ReferenceDraft Read(V1.CreateReferenceRequest request)
    {
        var header = request.Header;
        var violations = new Violations();
        CheckName(header.Name, violations);
        CheckLength(header.Description, DescriptionBytes, "header.description", violations);
        CheckLength(request.RequestId, RequestIdBytes, "request_id", violations);
        violations.Throw();
        return new ReferenceDraft(
            header.Name,
            header.Description,
            header.HasSeed ? header.Seed : DefaultSeed,
            header.KeepTexts,
            header.ExpectedEncoderFingerprint.ToLowerInvariant(),
            request.RequestId);
    }

    private static void CheckName(string name, Violations violations)
    {
        if (name.Length == 0)
        {
            violations.Add("header.name", ErrorReason.MissingField, "A reference needs a name.");
        }
        else if (!AllowedName().IsMatch(name))
        {
            violations.Add(
                "header.name",
                ErrorReason.InvalidName,
                "A name is 1 to 128 characters of a-z, A-Z, 0-9, dot, dash and underscore, and starts with a letter or digit.");
        }
    }

    private static void CheckLength(string text, int limit, string field, Violations violations)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > limit)
        {
            violations.Add(field, ErrorReason.FieldTooLong, $"It is longer than {limit} bytes of UTF-8.");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}\z")]
    private static partial Regex AllowedName();
}

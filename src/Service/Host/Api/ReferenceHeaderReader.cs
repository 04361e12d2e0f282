using Detector.Host.Errors;
using Detector.Host.References;

namespace Detector.Host.Api;

/// <summary>Checks and converts the header of a CreateReference stream.</summary>
internal static class ReferenceHeaderReader
{
    private const ulong DefaultSeed = 1;

    /// <summary>The reference that is asked for.</summary>
    /// <exception cref="ServiceException">Fields are missing, too long or of a wrong form.</exception>
    public static ReferenceDraft Read(V1.CreateReferenceRequest request)
    {
        var header = request.Header;
        var violations = new Violations();
        FieldChecks.CheckName(header.Name, "A reference", "header.name", violations);
        FieldChecks.CheckText(header.Description, FieldChecks.DescriptionBytes, "header.description", violations);
        FieldChecks.CheckText(request.RequestId, FieldChecks.RequestIdBytes, "request_id", violations);
        violations.Throw();
        return new ReferenceDraft(
            header.Name,
            header.Description,
            header.HasSeed ? header.Seed : DefaultSeed,
            header.KeepTexts,
            header.ExpectedEncoderFingerprint.ToLowerInvariant(),
            request.RequestId);
    }
}

using Detector.Encoding;
using Detector.Host.Errors;
using Detector.Host.Storage;

namespace Detector.Host.References;

/// <summary>Embeddings of different encoders cannot be compared.</summary>
internal static class EncoderCheck
{
    /// <summary>Goes on only with the encoder of a reference.</summary>
    /// <exception cref="ServiceException">EncoderMismatch.</exception>
    public static void Require(EncoderDescription encoder, StoredReference reference)
    {
        if (reference.EncoderFingerprint != encoder.Fingerprint)
        {
            throw new ServiceException(
                ErrorReason.EncoderMismatch,
                $"The reference '{reference.Name}' was made with the encoder '{reference.EncoderName}' ({reference.EncoderFingerprint}); "
                + $"the service has '{encoder.Name}' ({encoder.Fingerprint}). Create the reference anew, or start the service with its encoder.");
        }
    }
}

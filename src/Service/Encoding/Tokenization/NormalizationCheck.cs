using System.Text;

namespace Detector.Encoding.Tokenization;

/// <summary>Without ICU .NET's NFKC silently changes nothing, and every tokenizer that relies on it gives other tokens.</summary>
internal static class NormalizationCheck
{
    /// <summary>True if this process normalizes text.</summary>
    public static bool Passes() => "\uFB01".Normalize(NormalizationForm.FormKC) == "fi";
}

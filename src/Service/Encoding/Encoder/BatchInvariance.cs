using Detector.Encoding.Batching;
using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Encoder;

/// <summary>
/// Finds out whether a model gives an input the same bits whatever it is encoded with. Models that quantize while they run do not, and
/// kernels that take another way for one row, or for a padded one, do not either.
/// </summary>
internal static class BatchInvariance
{
    // Every remainder by the widths of vector registers, alone and padded.
    private const int MostTokens = 35;

    /// <summary>Encodes inputs of every length up to a few vectors alone, and in company that pads them, and compares the bits.</summary>
    public static bool Holds(IEmbeddingModel model, EncoderLayout layout)
    {
        int[] text = [.. layout.Tokenizer.Leading, .. layout.Tokenizer.Encode("Alone or not, a text stays a text."), .. layout.Tokenizer.Trailing];
        var inputs = Enumerable.Range(1, Math.Min(MostTokens, layout.MaxTokens))
            .Select(length => Enumerable.Range(length, length).Select(place => text[place % text.Length]).ToArray())
            .ToArray();
        var together = new float[inputs.Length * model.Dimension];
        var alone = new float[model.Dimension];
        model.Run(new ListedInputs(inputs), together);
        for (var i = 0; i < inputs.Length; i++)
        {
            model.Run(new ListedInputs(inputs[i]), alone);
            if (!together.AsSpan(i * alone.Length, alone.Length).SequenceEqual(alone))
            {
                return false;
            }
        }

        return true;
    }
}

namespace Detector.Cli.Demo.Language;

/// <summary>Lets a language model write passages.</summary>
/// <param name="model">The model.</param>
/// <param name="vocabulary">The vocabulary its numbers come from.</param>
/// <param name="shape">How long passages are.</param>
public sealed class PassageWriter(NgramModel model, Vocabulary vocabulary, PassageShape shape)
{
    /// <summary>Writes passages.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed writes the same passages.</param>
    /// <returns>Numbered passages.</returns>
    public int[][] Write(int count, int seed)
    {
        var random = new Random(seed);
        var passages = new int[count][];
        var buffer = new int[shape.MaxWords];
        for (var i = 0; i < count; i++)
        {
            passages[i] = buffer[..WriteOne(buffer, random)];
        }

        return passages;
    }

    private int WriteOne(int[] buffer, Random random)
    {
        for (var length = 0; length < buffer.Length;)
        {
            buffer[length] = model.Next(buffer.AsSpan(0, length), random);
            length++;
            if (length >= shape.MinWords && Tokens.EndsSentence(vocabulary[buffer[length - 1]]))
            {
                return length;
            }
        }

        return buffer.Length;
    }
}

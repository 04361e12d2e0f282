using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Encoder;

/// <summary>Cuts texts into inputs of the model.</summary>
internal sealed class TextChunker
{
    private readonly ITokenizer _tokenizer;
    private readonly int[] _leading;
    private readonly int _capacity;

    /// <summary>Makes a chunker.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="prefix">Text the model wants before each text.</param>
    /// <param name="maxTokens">Longest input, special tokens included.</param>
    /// <exception cref="ArgumentException">The prefix leaves no room for a text.</exception>
    public TextChunker(ITokenizer tokenizer, string prefix, int maxTokens)
    {
        _tokenizer = tokenizer;
        _leading = [.. tokenizer.Leading, .. tokenizer.Encode(TextCleaning.CollapseWhiteSpace(prefix))];
        _capacity = maxTokens - _leading.Length - tokenizer.Trailing.Length;
        if (_capacity < 1)
        {
            throw new ArgumentException($"The prefix and special tokens fill all {maxTokens} tokens of an input.", nameof(prefix));
        }
    }

    /// <summary>Adds a text whose white space is collapsed, cut at sentence ends where it is too long for one input.</summary>
    public void Append(string text, TokenizedTexts texts)
    {
        var start = texts.Tokens.Count;
        texts.Tokens.AddRange(_leading);
        _tokenizer.Encode(text, texts.Tokens);
        var weight = texts.Tokens.Count - start - _leading.Length;
        if (weight <= _capacity)
        {
            texts.Tokens.AddRange(_tokenizer.Trailing);
            texts.EndInput(weight);
        }
        else
        {
            texts.Tokens.RemoveRange(start, texts.Tokens.Count - start);
            foreach (var body in Pack(text))
            {
                texts.Tokens.AddRange([.. _leading, .. body, .. _tokenizer.Trailing]);
                texts.EndInput(body.Length);
            }
        }

        texts.EndText();
    }

    /// <summary>A text alone.</summary>
    public TokenizedTexts Chunk(string text)
    {
        var texts = new TokenizedTexts();
        Append(text, texts);
        return texts;
    }

    private List<int[]> Pack(string text)
    {
        var bodies = new List<int[]>();
        var current = new List<int>(_capacity);
        foreach (var sentence in SentenceSplitter.Split(text))
        {
            var tokens = _tokenizer.Encode(sentence).AsSpan();
            if (current.Count > 0 && current.Count + tokens.Length > _capacity)
            {
                Flush();
            }

            for (; tokens.Length > _capacity; tokens = tokens[_capacity..])
            {
                bodies.Add(tokens[.._capacity].ToArray());
            }

            current.AddRange(tokens);
        }

        Flush();
        return bodies;

        void Flush()
        {
            if (current.Count > 0)
            {
                bodies.Add([.. current]);
                current.Clear();
            }
        }
    }
}

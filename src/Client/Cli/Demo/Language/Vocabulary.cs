namespace Detector.Cli.Demo.Language;

/// <summary>Numbers the words of a training text. Word 0 is the start of a text and belongs to no text itself.</summary>
public sealed class Vocabulary
{
    /// <summary>The number that stands before the first word of a text.</summary>
    public const int Start = 0;

    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _words = ["<s>"];

    /// <summary>Number of words, the start included.</summary>
    public int Size => _words.Count;

    /// <summary>The word with a number.</summary>
    /// <param name="number">A number from 0 up to, and without, <see cref="Size"/>.</param>
    public string this[int number] => _words[number];

    /// <summary>Numbers a text and learns its new words.</summary>
    /// <param name="text">Any text.</param>
    public int[] Learn(string text)
    {
        var tokens = Tokens.Split(text);
        var numbers = new int[tokens.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!_numbers.TryGetValue(tokens[i], out numbers[i]))
            {
                numbers[i] = _words.Count;
                _numbers.Add(tokens[i], numbers[i]);
                _words.Add(tokens[i]);
            }
        }

        return numbers;
    }

    /// <summary>The running text of numbered words.</summary>
    /// <param name="numbers">Numbers that <see cref="Learn"/> gave.</param>
    public string Text(IEnumerable<int> numbers) => Tokens.Join(numbers.Select(number => _words[number]));
}

using System.Globalization;
using Detector.Cli.Demo.Language;

namespace Detector.Cli.Demo.HumanText;

/// <summary>The State of the Union addresses as passages.</summary>
public static class Addresses
{
    /// <summary>Reads a folder of addresses, one text file each, whose names begin with the year.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="shape">How long passages are.</param>
    /// <returns>The passages, by file and place.</returns>
    /// <exception cref="UsageException">There is no such folder, it holds no address, or a file whose name does not begin with a year.</exception>
    public static List<HumanPassage> Read(string folder, PassageShape shape)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder '{folder}' with addresses.");
        }

        List<HumanPassage> passages = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (!int.TryParse(name.Split('_')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            {
                throw new UsageException($"'{file}' is no address: its name does not begin with a year.");
            }

            var texts = Passages(File.ReadAllText(file), shape);
            passages.AddRange(texts.Select((text, index) => new HumanPassage($"{name}#{index + 1}", Eras.Of(year), text)));
        }

        return passages.Count > 0 ? passages : throw new UsageException($"'{folder}' holds no address.");
    }

    /// <summary>Puts sentences together to passages. Sentences that fit in none are left out.</summary>
    /// <param name="text">The text of an address.</param>
    /// <param name="shape">How long passages are.</param>
    public static IEnumerable<string> Passages(string text, PassageShape shape)
    {
        List<string> sentences = [];
        var words = 0;
        foreach (var sentence in Sentences.Of(text))
        {
            var length = Tokens.Split(sentence).Count;
            if (words + length > shape.MaxWords)
            {
                sentences.Clear();
                words = 0;
            }

            if (length > shape.MaxWords)
            {
                continue;
            }

            sentences.Add(sentence);
            words += length;
            if (words >= shape.MinWords)
            {
                yield return string.Join(' ', sentences);
                sentences.Clear();
                words = 0;
            }
        }
    }
}

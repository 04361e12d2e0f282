using System.Text.Json;

namespace Detector.Tests.Shared;

/// <summary>Small sets of made-up texts for a smoke run, under the names that the studies look for.</summary>
public static class StandIns
{
    private const int PerLabel = 60;
    private const int PerModel = 160;

    private static readonly string[][] Domains =
    [
        ["invoice", "refund", "salary", "mortgage", "pension", "cheque"], ["train", "ferry", "bicycle", "airport", "taxi", "harbour"],
        ["soup", "bakery", "cheese", "orchard", "barbecue", "breakfast"], ["violin", "cinema", "novel", "sculpture", "theatre", "poem"],
    ];

    private static readonly string[] Openings =
        ["can you tell me about", "i would like to know", "please explain", "what happened to", "show me", "where do i find", "why is there", "who takes care of"];

    private static readonly string[] Middles = ["my", "the old", "a cheaper", "your sister's", "the broken", "every", "another", "the very first"];

    private static readonly string[] Endings =
        ["before the weekend", "in the north of the country", "for twelve people", "with less sugar", "after the long meeting", "and its colour",
            "near the station", "when it rains", "without any help", "on my birthday", "at half past nine", "that we saw in spring"];

    /// <summary>Writes the sets.</summary>
    /// <param name="directory">Where to.</param>
    public static void Write(string directory)
    {
        Directory.CreateDirectory(directory);
        var labelled = Domains.SelectMany(domain => domain).SelectMany(label => Texts(label, PerLabel, "labelled").Select(text => (text, label)));
        Write(directory, "stand-in.labelled", labelled.Select(entry => new { entry.text, subset = entry.label }));
        File.WriteAllText(
            Path.Combine(directory, "clinc150.domains.json"),
            JsonSerializer.Serialize(Domains.SelectMany(domain => domain.Select(label => (label, domain[0]))).ToDictionary(pair => pair.label, pair => pair.Item2)));
        Write(directory, "alpaca_eval.gpt4", Answers().Select(text => new { text, prompt = $"Say something about this: {text}" }));
        Write(directory, "alpaca_eval.NullModel", Enumerable.Repeat(new { text = "the same words for everything" }, PerModel));
        foreach (var (temperature, loops) in new[] { ("0.0", 9), ("0.7", 3), ("1.0", 1), ("1.2", 0) })
        {
            Write(directory, $"gpt3_temperature.{temperature}", Answers().Select((text, i) => new { text = Looping(text, i % 10 < loops ? 6 : 0) }));
        }
    }

    private static IEnumerable<string> Answers() =>
        Domains.SelectMany(domain => domain).SelectMany(label => Texts(label, PerModel / 20, "answers")).Take(PerModel);

    private static string Looping(string text, int times) => string.Join(' ', Enumerable.Repeat(text, times + 1));

    private static IEnumerable<string> Texts(string label, int count, string seed)
    {
        var random = Seeds.For("stand-ins", label, seed);
        for (var i = 0; i < count; i++)
        {
            yield return $"{Choose(Openings)} {Choose(Middles)} {label} {Choose(Endings)} {Choose(Endings)}";
        }

        string Choose(string[] from) => from[random.Next(from.Length)];
    }

    private static void Write<T>(string directory, string name, IEnumerable<T> rows) =>
        File.WriteAllLines(Path.Combine(directory, $"{name}.jsonl"), rows.Select(row => JsonSerializer.Serialize(row)));
}

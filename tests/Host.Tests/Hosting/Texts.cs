using Detector.V1;

namespace Detector.Host.Tests.Hosting;

/// <summary>Varied sentences, the same for the same seed.</summary>
internal static class Texts
{
    private static readonly string[] Subjects =
        ["The baker", "A sailor", "My neighbour", "The old judge", "Our teacher", "The engineer", "A young painter", "The farmer", "Her doctor", "The pilot"];

    private static readonly string[] Verbs =
        ["repaired", "described", "bought", "lost", "admired", "forgot", "painted", "measured", "carried", "questioned"];

    private static readonly string[] Objects =
        ["the bridge", "a violin", "three letters", "the harvest", "an engine", "the map", "a wooden boat", "the clock", "a theory", "the garden"];

    private static readonly string[] Places =
        ["before the storm", "in the harbour", "near the mill", "after dinner", "during the war", "at the market", "on the hill", "without a word", "by the river", "in winter"];

    /// <summary>Samples with ids, labels and, if asked for, prompts that several of them answer.</summary>
    public static Sample[] Samples(int count, ulong seed = 1, bool prompts = false)
    {
        var state = seed * 0x9E3779B97F4A7C15;
        return [.. Enumerable.Range(0, count).Select(Next)];

        Sample Next(int index)
        {
            var sample = new Sample
            {
                Text = $"{Draw(Subjects)} {Draw(Verbs)} {Draw(Objects)} {Draw(Places)}, and {Draw(Subjects).ToLowerInvariant()} {Draw(Verbs)} {Draw(Objects)}.",
                Id = $"s{index}",
                Subset = Draw(["city", "city", "city", "country"]),
            };
            if (prompts)
            {
                sample.Prompt = $"Tell a story, number {index / 4}.";
            }

            return sample;
        }

        string Draw(string[] words)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            return words[(int)((state >> 33) % (ulong)words.Length)];
        }
    }
}

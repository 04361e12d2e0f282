using Detector.V1;

namespace Detector.Chaos.Running;

/// <summary>Made-up outputs that a seed decides, in batches of mixed sizes.</summary>
internal static class Outputs
{
    private static readonly string[] Subjects =
        ["The baker", "A sailor", "My neighbour", "The old judge", "Our teacher", "The engineer", "A young painter", "The farmer", "Her doctor", "The pilot"];

    private static readonly string[] Verbs =
        ["repaired", "described", "bought", "lost", "admired", "forgot", "painted", "measured", "carried", "questioned"];

    private static readonly string[] Objects =
        ["the bridge", "a violin", "three letters", "the harvest", "an engine", "the map", "a wooden boat", "the clock", "a theory", "the garden"];

    /// <summary>Varied outputs.</summary>
    public static Sample[] Varied(int count, params object[] seed)
    {
        var random = new Random(Hash(seed));
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new Sample
            {
                Text = $"{Pick(Subjects)} {Pick(Verbs)} {Pick(Objects)} and {Pick(Verbs)} {Pick(Objects)}, but {Pick(Subjects).ToLowerInvariant()} {Pick(Verbs)} it.",
                Subset = random.Next(4) == 0 ? "some" : "most",
            }),
        ];

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    /// <summary>The batch of a number: the same for the same writer and seed.</summary>
    public static Sample[] Batch(string writer, int number, int seed, int largest = 40) =>
        Varied(1 + new Random(Hash(writer, number, seed)).Next(largest), writer, number, seed, "texts");

    private static int Hash(params object[] parts)
    {
        var hash = 2166136261u;
        foreach (var unit in string.Join('\n', parts))
        {
            hash = (hash ^ unit) * 16777619;
        }

        return (int)(hash & int.MaxValue);
    }
}

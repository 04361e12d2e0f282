using Detector.Detection.Calibration;
using Detector.Detection.Samples;

namespace Detector.Detection.Tests.Worlds;

/// <summary>Batches and references that nobody should send, and somebody will.</summary>
internal static class Oddities
{
    private static readonly Lazy<Batch> Usual = new(() => new World(26).Sample(100));

    public static IReadOnlyDictionary<string, Func<Batch>> Batches { get; } = new Dictionary<string, Func<Batch>>
    {
        ["a usual batch"] = () => Usual.Value,
        ["identical points"] = () => Usual.Value.Repeated(1),
        ["zero vectors"] = () => Zeros(Usual.Value),
        ["one sample"] = () => Usual.Value.Pick([0]),
        ["two samples"] = () => Usual.Value.Pick([0, 1]),
        ["one subset only"] = () => Usual.Value.WithTexts((sample, _) => sample with { Subset = "topic1" }),
        ["labels never seen"] = () => Usual.Value.WithTexts((sample, i) => sample with { Subset = $"new{i}" }),
        ["an empty label"] = () => Usual.Value.WithTexts((sample, _) => sample with { Subset = "" }),
        ["no labels"] = () => Usual.Value.WithTexts((sample, _) => sample with { Subset = null }),
        ["one group only"] = () => Usual.Value.WithTexts((sample, _) => sample with { Group = "g" }),
        ["one group and a sample beside it"] = () => Usual.Value.WithTexts((sample, i) => sample with { Group = i > 0 ? "g" : null }),
        ["a group for each sample"] = () => Usual.Value.WithTexts((sample, i) => sample with { Group = $"g{i}" }),
        ["ten identical outputs to each prompt"] =
            () => Usual.Value.Pick([.. Enumerable.Range(0, 200).Select(i => i / 10)]).WithTexts((sample, i) => sample with { Group = $"p{i / 10}" }),
        ["texts of one token"] = () => Usual.Value.WithTexts((sample, _) => sample with { Text = "yes" }),
        ["texts of one token each"] = () => Usual.Value.WithTexts((sample, i) => sample with { Text = $"w{i}" }),
        ["texts without words"] = () => Usual.Value.WithTexts((sample, _) => sample with { Text = "..." }),
        ["lone surrogates"] = () => Usual.Value.WithTexts((sample, _) => sample with { Text = "\ud800 \udfff \ufffe x" }),
        ["one huge text"] = () =>
            Usual.Value.WithTexts((sample, i) => i == 3 ? sample with { Text = string.Concat(Enumerable.Repeat("a b ", 8000)) } : sample),
    };

    public static IReadOnlyDictionary<string, Func<Batch>> LargeBatches { get; } = new Dictionary<string, Func<Batch>>
    {
        ["more samples than the reference has"] = () => new World(27).Sample(2000),
        ["thousands of empty prompts"] = () => new World(28).Sample(2500).WithTexts((sample, _) => sample with { Prompt = "" }),
    };

    public static IReadOnlyDictionary<string, Func<Batch>> References { get; } = new Dictionary<string, Func<Batch>>
    {
        ["a usual reference"] = () => new World(29).Sample(400),
        ["the fewest samples"] = () => new World(29).Sample(64),
        ["identical points"] = () => new World(29).Sample(200).Repeated(1),
        ["two points"] = () => new World(29).Sample(200).Repeated(2),
        ["zero vectors"] = () => Zeros(new World(29).Sample(200)),
        ["one group only"] = () => new World(29).Sample(200).WithTexts((sample, _) => sample with { Group = "g", Subset = null }),
        ["pairs of identical outputs to each prompt"] = () => new World(29).Sample(200)
            .Pick([.. Enumerable.Range(0, 200).Select(i => i / 2)])
            .WithTexts((sample, i) => sample with { Group = $"p{i / 2}" }),
        ["one subset only"] = () => new World(29).Sample(200).WithTexts((sample, _) => sample with { Subset = "topic1" }),
        ["a label for each sample"] = () => new World(29).Sample(200).WithTexts((sample, i) => sample with { Subset = $"new{i}" }),
        ["texts of one token"] = () => new World(29).Sample(200).WithTexts((sample, _) => sample with { Text = "yes" }),
        ["texts without words"] = () => new World(29).Sample(200).WithTexts((sample, _) => sample with { Text = "..." }),
    };

    public static ReferenceDistribution Fit(Batch batch) => ReferenceDistribution.Fit(
        batch.Samples, batch.Embeddings, new ReferenceOptions { NullDraws = 99, KeepTexts = true }, null, CancellationToken.None);

    private static Batch Zeros(Batch batch) =>
        batch with { Embeddings = new EmbeddingMatrix(new float[batch.Samples.Count * World.Dimension], World.Dimension) };
}

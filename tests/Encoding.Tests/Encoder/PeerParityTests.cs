using System.Numerics.Tensors;
using Detector.Encoding.Tests.Fixtures;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Encoder;

public sealed class PeerParityTests
{
    private static readonly string[] Texts = [.. PeerFixture.Embeddings.Select(entry => entry.Text)];

    [Fact]
    public async Task The_float_encoder_gives_the_embeddings_of_the_peer()
    {
        var rows = await EncodeAsync(TestEncoder.Fp32Path);

        Assert.All(rows.Zip(PeerFixture.Embeddings), pair =>
        {
            Assert.InRange(TensorPrimitives.Distance<float>(pair.First, pair.Second.Embedding), 0, 1e-5);
            Assert.InRange(LargestDifference(pair.First, pair.Second.Embedding), 0, 2e-6);
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(pair.First, pair.Second.Embedding), 0.999999f, 1.000001f);
        });
    }

    [Fact]
    public async Task The_int8_encoder_stays_close_to_the_float_encoder_on_texts_outside_its_calibration()
    {
        var exact = await EncodeAsync(TestEncoder.Fp32Path);
        var quantized = await EncodeAsync(TestEncoder.Int8Path);

        var cosines = exact.Zip(quantized, (x, y) => TensorPrimitives.CosineSimilarity<float>(x, y)).ToArray();
        Assert.InRange(cosines.Average(), 0.9995, 1.0001);
        Assert.InRange(cosines.Min(), 0.998, 1.0001);
    }

    private static async Task<float[][]> EncodeAsync(string path)
    {
        await using var encoder = OnnxTextEncoder.Load(new EncoderOptions { Path = path });
        return [.. (await encoder.EncodeAsync(Texts, CancellationToken.None)).Chunk(encoder.Description.Dimension)];
    }

    private static float LargestDifference(float[] x, float[] y) => x.Zip(y, (a, b) => MathF.Abs(a - b)).Max();
}

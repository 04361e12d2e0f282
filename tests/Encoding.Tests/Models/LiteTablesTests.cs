using Detector.Encoding.Models.Lite;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Models;

public sealed class LiteTablesTests
{
    [Fact]
    public void The_tables_give_what_the_layer_computes_from_its_definition()
    {
        var weights = LiteWeights.From(TfjsWeights.Read(Path.Combine(TestEncoder.Weights(), "dist")));
        var attention = LiteProjections.Float(weights).QueryKeyValue[0];
        var tables = LiteTables.Make(weights, attention, new double[LiteWeights.Dimension]);
        var (token, position) = (1234, 37);

        var input = Enumerable.Range(0, LiteWeights.EmbeddingDimension)
            .Select(i => (2 * weights.Embeddings.Row(token)[i]) + Signal(weights, position, i))
            .ToArray();
        var mean = input.Average();
        var deviation = Math.Sqrt(input.Average(value => (value - mean) * (value - mean)) + 1e-6);
        var norm = Array.ConvertAll(input, value => (value - mean) / deviation);

        var expected = attention.Weights.LeftTimes(norm);
        var width = expected.Length;
        var inverse = tables.InverseDeviation[(token * LiteWeights.Positions) + position];
        Assert.All(Enumerable.Range(0, width), i => Assert.Equal(
            expected[i], (tables.TokenAttention[(token * width) + i] + tables.PositionAttention[(position * width) + i]) * inverse, 1e-5));

        var residual = weights.Residual.LeftTimes(input);
        Assert.All(Enumerable.Range(0, LiteWeights.Dimension), i => Assert.Equal(
            residual[i] + weights.ResidualBias[i],
            tables.TokenResidual[(token * LiteWeights.Dimension) + i] + tables.PositionResidual[(position * LiteWeights.Dimension) + i],
            1e-5));
    }

    private static double Signal(LiteWeights weights, int position, int channel)
    {
        var half = weights.InverseTimescales.Length;
        return channel < half
            ? Math.Sin(position * weights.InverseTimescales[channel])
            : Math.Cos(position * weights.InverseTimescales[channel - half]);
    }
}

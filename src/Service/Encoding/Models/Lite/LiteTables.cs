namespace Detector.Encoding.Models.Lite;

/// <summary>
/// Layer 0 up to its attention, as tables. Its input is 2 E[token] + T[position], a sum, so each product with it is a sum of two
/// rows computed here, and its norm needs only the deviation of each (token, position).
/// </summary>
internal sealed record LiteTables
{
    private const double Epsilon = 1e-6;

    /// <summary>Residual path of each token, with all of layer 0's attention biases: vocabulary x 512.</summary>
    public required float[] TokenResidual { get; init; }

    /// <summary>Residual path of each position: 128 x 512.</summary>
    public required float[] PositionResidual { get; init; }

    /// <summary>Queries, keys and values of each token before the norm's division: vocabulary x 768.</summary>
    public required float[] TokenAttention { get; init; }

    /// <summary>The same of each position: 128 x 768.</summary>
    public required float[] PositionAttention { get; init; }

    /// <summary>1 / standard deviation of each token at each position: vocabulary x 128.</summary>
    public required float[] InverseDeviation { get; init; }

    /// <summary>Computes the tables.</summary>
    /// <param name="weights">The model.</param>
    /// <param name="attention">Queries, keys and values of layer 0, folded.</param>
    /// <param name="outputBias">Bias of layer 0's attention output.</param>
    public static LiteTables Make(LiteWeights weights, Projection attention, double[] outputBias)
    {
        // The published graph adds its position layer's output (embedding + signal) to the embedding once more: hence 2 E.
        var tokens = weights.Embeddings.ScaleRows(Enumerable.Repeat(2.0, LiteWeights.Vocabulary).ToArray());
        var positions = Signal(weights.InverseTimescales);
        var (centredTokens, centredPositions) = (tokens.Centred(), positions.Centred());
        double[] bias = [.. weights.ResidualBias.Zip(outputBias, (residual, output) => residual + output)];
        return new()
        {
            TokenResidual = tokens.Times(weights.Residual).AddToRows(bias).ToFloats(),
            PositionResidual = positions.Times(weights.Residual).ToFloats(),
            TokenAttention = centredTokens.Times(attention.Weights).ToFloats(),
            PositionAttention = centredPositions.Times(attention.Weights).ToFloats(),
            InverseDeviation = Deviations(centredTokens, centredPositions),
        };
    }

    private static Matrix Signal(double[] inverseTimescales)
    {
        var half = inverseTimescales.Length;
        var signal = new Matrix(new double[LiteWeights.Positions * 2 * half], 2 * half);
        for (var position = 0; position < signal.Rows; position++)
        {
            var row = signal.Row(position);
            for (var i = 0; i < half; i++)
            {
                (row[i], row[half + i]) = Math.SinCos(position * inverseTimescales[i]);
            }
        }

        return signal;
    }

    private static float[] Deviations(Matrix tokens, Matrix positions)
    {
        var width = tokens.Columns;
        var deviations = new float[tokens.Rows * positions.Rows];
        var positionSquares = Squares(positions);
        var tokenSquares = Squares(tokens);
        var transposed = new Matrix(new double[positions.Values.Length], positions.Rows);
        for (var i = 0; i < positions.Values.Length; i++)
        {
            transposed.Values[(i % width * positions.Rows) + (i / width)] = positions.Values[i];
        }

        var products = tokens.Times(transposed);
        for (var i = 0; i < deviations.Length; i++)
        {
            var (token, position) = (i / positions.Rows, i % positions.Rows);
            var squares = tokenSquares[token] + positionSquares[position] + (2 * products.Values[i]);
            deviations[i] = (float)(1 / Math.Sqrt((squares / width) + Epsilon));
        }

        return deviations;
    }

    private static double[] Squares(Matrix matrix)
    {
        var squares = new double[matrix.Rows];
        for (var row = 0; row < squares.Length; row++)
        {
            foreach (var value in matrix.Row(row))
            {
                squares[row] += value * value;
            }
        }

        return squares;
    }
}

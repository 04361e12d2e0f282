using System.Numerics.Tensors;

namespace Detector.Encoding.Models.Lite;

/// <summary>
/// A dense matrix in double precision, in which weights are folded before they are rounded to float once.
/// Sums run in a fixed order, so that every machine makes the same bytes.
/// </summary>
/// <param name="values">Rows x columns values, row by row.</param>
/// <param name="columns">Length of a row.</param>
internal sealed class Matrix(double[] values, int columns)
{
    public double[] Values { get; } = values;

    public int Rows { get; } = values.Length / columns;

    public int Columns { get; } = columns;

    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>This matrix times another.</summary>
    public Matrix Times(Matrix right)
    {
        var product = new Matrix(new double[Rows * right.Columns], right.Columns);
        Parallel.For(0, Rows, row =>
        {
            var sum = product.Row(row);
            for (var inner = 0; inner < Columns; inner++)
            {
                TensorPrimitives.MultiplyAdd(right.Row(inner), Values[(row * Columns) + inner], sum, sum);
            }
        });
        return product;
    }

    /// <summary>Each row times its own factor.</summary>
    public Matrix ScaleRows(IReadOnlyList<double> factors) => Map((value, row, _) => value * factors[row]);

    /// <summary>Each column times its own factor.</summary>
    public Matrix ScaleColumns(IReadOnlyList<double> factors) => Map((value, _, column) => value * factors[column]);

    /// <summary>A vector added to each row.</summary>
    public Matrix AddToRows(IReadOnlyList<double> vector) => Map((value, _, column) => value + vector[column]);

    /// <summary>Each row less its mean.</summary>
    public Matrix Centred()
    {
        var means = Enumerable.Range(0, Rows).Select(row => Mean(Row(row))).ToArray();
        return Map((value, row, _) => value - means[row]);
    }

    /// <summary>The largest absolute value of a row.</summary>
    public double RowMaximum(int row)
    {
        var maximum = 0.0;
        foreach (var value in Row(row))
        {
            maximum = Math.Max(maximum, Math.Abs(value));
        }

        return maximum;
    }

    /// <summary>The values, rounded to float.</summary>
    public float[] ToFloats() => Array.ConvertAll(Values, value => (float)value);

    /// <summary>A row vector times this matrix.</summary>
    public double[] LeftTimes(double[] vector) => new Matrix(vector, vector.Length).Times(this).Values;

    private static double Mean(ReadOnlySpan<double> row)
    {
        var sum = 0.0;
        foreach (var value in row)
        {
            sum += value;
        }

        return sum / row.Length;
    }

    private Matrix Map(Func<double, int, int, double> map)
    {
        var mapped = new double[Values.Length];
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = map(Values[i], i / Columns, i % Columns);
        }

        return new Matrix(mapped, Columns);
    }
}

using System.Numerics.Tensors;
using Detector.Detection.Numerics;

namespace Detector.Detection.Measuring;

/// <summary>Mean and covariance of a draw along the principal components of A, about A's mean.</summary>
/// <param name="Mean">k means.</param>
/// <param name="Covariance">k x k values, row by row, symmetric; the unbiased estimate.</param>
internal sealed record ComponentMoments(float[] Mean, float[] Covariance)
{
    /// <summary>Measures a draw of at least two samples, in O(n k^2).</summary>
    public static ComponentMoments Of(Draw draw, Workspace workspace)
    {
        var projections = draw.Population.Placement.Projections;
        var members = draw.Members.Span;
        var (n, k) = (members.Length, draw.Population.Scales.Variances.Length);
        var rows = workspace.Rows(n * k);
        var mean = new float[k];
        for (var i = 0; i < n; i++)
        {
            projections[members[i]].CopyTo(rows[(i * k)..]);
            TensorPrimitives.Add(mean, projections[members[i]], mean);
        }

        TensorPrimitives.Divide(mean, n, mean);
        for (var i = 0; i < n; i++)
        {
            var row = rows.Slice(i * k, k);
            TensorPrimitives.Subtract(row, mean, row);
        }

        var covariance = new float[k * k];
        Gram.SecondMoment(rows, n, k, covariance);
        TensorPrimitives.Multiply(covariance, n / (n - 1f), covariance);
        return new ComponentMoments(mean, covariance);
    }
}

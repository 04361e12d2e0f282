using Detector.Detection.Numerics;

namespace Detector.Detection.Tests.Numerics;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void The_weights_point_from_the_second_class_to_the_first()
    {
        var weights = LogisticRegression.Fit(Rows(1, 200, [1, 0, -1]), Rows(2, 600, [0, 0, 0]));
        Assert.InRange(weights[0], 0.7, 1.3);
        Assert.InRange(weights[1], -0.3, 0.3);
        Assert.InRange(weights[2], -1.3, -0.7);
    }

    [Fact]
    public void The_penalised_likelihood_is_highest_at_the_weights()
    {
        // One feature of mean 0 in both classes, symmetric about it: without intercept the slope of the likelihood can be told.
        float[][] first = [[1], [2], [-1], [3]];
        float[][] second = [[-1], [-2], [1], [-3]];
        var weight = LogisticRegression.Fit(first, second)[0];
        var slope = first.Sum(row => row[0] / (1 + Math.Exp(weight * row[0]))) - second.Sum(row => row[0] / (1 + Math.Exp(-weight * row[0]))) - weight;
        Assert.Equal(0, slope, 2);
    }

    [Fact]
    public void Classes_far_apart_and_classes_all_alike_give_finite_weights()
    {
        Assert.All(LogisticRegression.Fit(Rows(3, 20, [2000, 0]), Rows(4, 20, [-2000, 0])), weight => Assert.True(float.IsFinite(weight)));
        Assert.Equal([0f, 0f], LogisticRegression.Fit([[0, 0]], [[0, 0], [0, 0]]));
    }

    private static float[][] Rows(ulong seed, int count, float[] mean)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => mean.Select(value => value + (float)random.NextGaussian()).ToArray())];
    }
}

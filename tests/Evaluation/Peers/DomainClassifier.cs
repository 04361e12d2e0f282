using System.Numerics.Tensors;
using Detector.Detection.Samples;

namespace Detector.Evaluation.Peers;

/// <summary>
/// A logistic regression tells the batch from the reference; drift where its 5-fold cross-validated AUC exceeds .55 (classifier
/// two-sample test: Lopez-Paz and Oquab 2017; the mark is that of monitoring tools).
/// </summary>
internal sealed class DomainClassifier : IPeer
{
    private const double Mark = 0.55;
    private const int Folds = 5;
    private const int Steps = 60;
    private const float Penalty = 1e-3f;
    private const float Rate = 2;

    public string Name => "classifier";

    public PeerReading Read(PeerView view)
    {
        var (batch, reference) = (view.Batch.Embeddings, view.Ground.Sample.Embeddings);
        var rows = new EmbeddingMatrix([.. batch.Values, .. reference.Values], batch.Dimension);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        Seeds.For("folds", rows.Count).Shuffle(order);
        var area = 0.0;
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] held = [.. order.Where((_, position) => position % Folds == fold)];
            int[] trained = [.. order.Where((_, position) => position % Folds != fold)];
            var weights = Train(rows, trained, batch.Count);
            area += Area(held.Select(row => (TensorPrimitives.Dot(rows.Row(row), weights), row < batch.Count))) / Folds;
        }

        return new PeerReading(area, area > Mark);
    }

    // Accelerated gradient descent (Nesterov) on the mean log-loss of centred rows: centring stands in for the intercept.
    private static float[] Train(EmbeddingMatrix rows, int[] trained, int positives)
    {
        var part = rows.Gather(trained);
        var mean = Benches.Vectors.Mean(part);
        var weights = new float[rows.Dimension];
        var previous = new float[rows.Dimension];
        var gradient = new float[rows.Dimension];
        var ahead = new float[rows.Dimension];
        for (var step = 1; step <= Steps; step++)
        {
            var momentum = (step - 1f) / (step + 2f);
            for (var i = 0; i < ahead.Length; i++)
            {
                ahead[i] = weights[i] + (momentum * (weights[i] - previous[i]));
            }

            TensorPrimitives.Multiply(ahead, Penalty, gradient);
            var shift = TensorPrimitives.Dot<float>(mean, ahead);
            float errors = 0;
            for (var i = 0; i < trained.Length; i++)
            {
                var row = part.Row(i);
                var error = (Sigmoid(TensorPrimitives.Dot(row, ahead) - shift) - (trained[i] < positives ? 1 : 0)) / trained.Length;
                errors += error;
                TensorPrimitives.MultiplyAdd(row, error, gradient, gradient);
            }

            TensorPrimitives.MultiplyAdd(mean, -errors, gradient, gradient);
            weights.CopyTo(previous, 0);
            TensorPrimitives.MultiplyAdd(gradient, -Rate, ahead, weights);
        }

        return weights;
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));

    // Mann-Whitney: share of pairs in the right order.
    private static double Area(IEnumerable<(float Score, bool Positive)> scored)
    {
        double ranks = 0, positives = 0, rank = 0;
        foreach (var group in scored.GroupBy(entry => entry.Score).OrderBy(group => group.Key))
        {
            var members = group.ToArray();
            ranks += members.Count(entry => entry.Positive) * (rank + ((members.Length + 1) / 2.0));
            positives += members.Count(entry => entry.Positive);
            rank += members.Length;
        }

        var negatives = rank - positives;
        return positives * negatives > 0 ? (ranks - (positives * (positives + 1) / 2)) / (positives * negatives) : 0.5;
    }
}

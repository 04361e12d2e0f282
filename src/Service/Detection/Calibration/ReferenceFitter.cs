using Detector.Detection.Measuring;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>Makes a reference of samples: splits, fits A, places B, measures the nulls.</summary>
internal static class ReferenceFitter
{
    private const int MaximumFit = 16384;
    private const double TailShare = 0.05;
    private const double OffSupportShare = 0.005;
    private const double SparseShare = 0.1;
    private const double NearDuplicateLevel = 0.999;

    /// <summary>Fits and calibrates.</summary>
    public static ReferenceState Fit(
        IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, ReferenceOptions options,
        IProgress<double>? progress, CancellationToken cancellation)
    {
        if (samples.Count < ReferenceOptions.MinimumSamples)
        {
            throw new ReferenceTooSmallException(samples.Count, ReferenceOptions.MinimumSamples);
        }

        if (samples.Count != embeddings.Count)
        {
            throw new ArgumentException($"{samples.Count} samples have {embeddings.Count} embeddings.", nameof(embeddings));
        }

        var order = Split(samples, options.Seed, out var fitCount);
        var ordered = order.Select(index => samples[index]).ToArray();
        var fitRows = embeddings.Gather(order.AsSpan(0, fitCount));
        var nullRows = embeddings.Gather(order.AsSpan(fitCount));
        var features = TextFeatures.OfAll(ordered, cancellation);
        var vocabulary = Vocabulary.Of(features.Take(fitCount));
        var support = FittedSupport.Fit(fitRows, options.Seed, cancellation);
        var placement = support.Place(nullRows, cancellation);

        var drawable = Math.Min(nullRows.Count, NullBuilder.MaximumPopulation);
        var words = WordTable.Of(features[fitCount..(fitCount + drawable)], vocabulary, cancellation);
        var drawableRows = nullRows.Take(drawable);
        var cosines = Population.CosinesBetween(drawableRows, drawableRows, cancellation);
        var scales = Measure(support, placement, NearestQuantile(cosines, drawable));
        var labels = SubsetLabels.Of([.. ordered[fitCount..(fitCount + drawable)].Select(sample => sample.Subset)]);
        var population = Population.OfReference(drawableRows, cosines, placement.Take(drawable), words, scales, labels);
        var damage = new DamagedDraws(population, support, cancellation);
        var single = NullBuilder.Build(population, damage, Singles(drawable), options, progress, cancellation);
        var drawn = new ArraySegment<Sample>(ordered, fitCount, drawable);
        var drawnGroups = PromptGroups.Of(drawn);
        var grouped = drawnGroups.Count >= PromptGroups.Minimum && PromptGroups.Grouped(drawnGroups, drawable)
            ? NullBuilder.Build(population, damage, PromptGroups.Units(drawn), options, null, cancellation)
            : null;
        var groups = PromptGroups.Of(samples);
        var classCosine = PromptFigures.ClassCosine(groups, embeddings);
        return new ReferenceState
        {
            Options = options,
            Ids = [.. ordered.Select(sample => sample.Id)],
            Subsets = [.. ordered.Select(sample => sample.Subset)],
            Texts = options.KeepTexts ? [.. ordered.Select(sample => sample.Text)] : [],
            Support = support,
            NullEmbeddings = nullRows,
            NullPlacement = placement,
            NullIndependent = PromptGroups.Independent(PromptGroups.Units(ordered[fitCount..])),
            Vocabulary = vocabulary,
            Scales = scales,
            Lengths = PromptLengths.Of(ordered, features),
            Prompts = PromptFigures.Of(groups, samples, embeddings, classCosine),
            ClassCosine = classCosine,
            Nulls = new NullSet(single, drawable),
            GroupedNulls = grouped is null ? null : new NullSet(grouped, drawable),
        };
    }

    private static int[][] Singles(int count) => [.. Enumerable.Range(0, count).Select(index => new[] { index })];

    // Outputs to one prompt stay together, so that no neighbour of B's samples in A is there by their common prompt.
    private static int[] Split(IReadOnlyList<Sample> samples, ulong seed, out int fitCount)
    {
        var units = PromptGroups.Units(samples);
        var target = Math.Min(samples.Count / 2, MaximumFit);
        var order = new List<int>(samples.Count);
        fitCount = 0;
        foreach (var unit in new SeededRandom(seed, Streams.Split).Permutation(units.Length))
        {
            order.AddRange(units[unit]);
            fitCount = order.Count <= target || fitCount == 0 ? order.Count : fitCount;
        }

        // One huge group would leave a part empty; then the split goes through it.
        var least = samples.Count / 4;
        fitCount = Math.Clamp(fitCount, least, Math.Min(samples.Count - least, Math.Max(target, least)));
        return [.. order];
    }

    private static Scales Measure(FittedSupport support, Placement placement, float nearDuplicateCosine)
    {
        var sorted = placement.TailScores.Order().ToArray();
        float Threshold(double share) => sorted[Rank(sorted.Length, share) - 1];
        return new Scales(
            support.MedianSquaredDistance,
            support.SelfKernel,
            support.SelfCosine,
            support.Embeddings.Count,
            Threshold(TailShare),
            Threshold(OffSupportShare),
            Threshold(SparseShare),
            nearDuplicateCosine,
            support.Cells.Cells)
        {
            Variances = support.Components.Variances,
        };
    }

    /// <summary>Rank r, from 1, of the ordered scores of B above which a share lies; the null of the exceeding count is
    /// BetaBinomial(n, m - r + 1, r).</summary>
    public static int Rank(int count, double share) => Math.Min(count, (int)Math.Ceiling((1 - share) * count));

    /// <summary>Rank of the tail threshold.</summary>
    public static int TailRank(int count) => Rank(count, TailShare);

    /// <summary>Rank of the off-support threshold.</summary>
    public static int OffSupportRank(int count) => Rank(count, OffSupportShare);

    private static float NearestQuantile(float[] cosines, int count)
    {
        var nearest = new double[count];
        for (var i = 0; i < count; i++)
        {
            nearest[i] = Neighbours.MaxExcept(cosines.AsSpan(i * count, count), i, out _);
        }

        Array.Sort(nearest);
        return (float)Quantiles.Of(nearest, NearDuplicateLevel);
    }
}

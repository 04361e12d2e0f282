using Detector.Detection.Measuring;
using Detector.Detection.Metrics;
using Detector.Detection.Numerics;
using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>Makes a reference of samples: splits, fits A, places B; then, as a step of its own, measures the nulls.</summary>
internal static class ReferenceFitter
{
    private const int MaximumFit = 16384;
    private const double TailShare = 0.05;
    private const double OffSupportShare = 0.005;
    private const double SparseShare = 0.1;
    private const double NearDuplicateLevel = 0.999;

    /// <summary>Does everything but the nulls.</summary>
    public static (ReferenceState State, DrawnSamples Drawn) Fit(
        IReadOnlyList<Sample> samples, EmbeddingMatrix embeddings, ReferenceOptions options, CancellationToken cancellation)
    {
        if (samples.Count < ReferenceOptions.MinimumSamples)
        {
            throw new ReferenceTooSmallException(samples.Count, ReferenceOptions.MinimumSamples);
        }

        if (samples.Count != embeddings.Count)
        {
            throw new ArgumentException($"{samples.Count} samples have {embeddings.Count} embeddings.", nameof(embeddings));
        }

        var parts = PromptGroups.Parts(samples);
        var order = Split(parts, samples.Count, options.Seed, out var fitCount);
        var ordered = order.Select(index => samples[index]).ToArray();
        var fitRows = embeddings.Gather(order.AsSpan(0, fitCount));
        var nullRows = embeddings.Gather(order.AsSpan(fitCount));
        var features = TextFeatures.OfAll(ordered, cancellation);
        var vocabulary = Vocabulary.Of(features.Take(fitCount));
        var support = FittedSupport.Fit(fitRows, options.Seed, cancellation);
        var placement = support.Place(nullRows, cancellation);

        var drawable = Math.Min(nullRows.Count, NullBuilder.MaximumPopulation);
        var drawableRows = nullRows.Take(drawable);
        var cosines = Population.CosinesWithin(drawableRows, cancellation);
        var groups = PromptGroups.Of(samples);
        var classCosine = PromptFigures.ClassCosine(groups, embeddings);
        var state = new ReferenceState
        {
            Options = options,
            Ids = [.. ordered.Select(sample => sample.Id)],
            Subsets = [.. ordered.Select(sample => sample.Subset)],
            Texts = options.KeepTexts ? [.. ordered.Select(sample => sample.Text)] : [],
            Support = support,
            NullEmbeddings = nullRows,
            NullPlacement = placement,
            NullIndependent = parts.Length == samples.Count
                ? nullRows.Count
                : PromptGroups.Independent(PromptGroups.Units(ordered[fitCount..])),
            Vocabulary = vocabulary,
            Scales = Measure(support, placement, NearestQuantile(cosines, drawable)) with
            {
                LoopingCount = features[fitCount..].Count(feature => feature.LoopShare > LoopRate.Looping),
                RepeatingCount = features[fitCount..].Count(feature => feature.LoopShare > 0),
            },
            Lengths = PromptLengths.Of(ordered, features),
            Prompts = PromptFigures.Of(groups, samples, embeddings, classCosine),
            ClassCosine = classCosine,
        };
        return (state, DrawnSamples.Of(new ArraySegment<Sample>(ordered, fitCount, drawable)));
    }

    /// <summary>Measures the nulls.</summary>
    public static CalibratedState Calibrate(
        ReferenceState state, DrawnSamples drawn, IProgress<double>? progress, CancellationToken cancellation)
    {
        var samples = drawn.ToSamples();
        var words = WordTable.Of(TextFeatures.OfAll(samples, cancellation), state.Vocabulary, cancellation);
        var rows = state.NullEmbeddings.Take(samples.Length);
        var cosines = Population.CosinesWithin(rows, cancellation);
        var labels = SubsetLabels.Of(new ArraySegment<string?>(state.Subsets, state.Support.Embeddings.Count, samples.Length));
        var population = Population.OfReference(rows, cosines, state.NullPlacement.Take(samples.Length), words, state.Scales, labels);
        var damage = new DamagedDraws(population, state.Support, state.Options.Seed, cancellation);
        var groups = PromptGroups.Of(samples);
        var grouped = groups.Count >= PromptGroups.FewestToSplit / 2 && PromptGroups.Grouped(groups, samples.Length);
        int[][][] passes = grouped ? [Singles(samples.Length), PromptGroups.Units(samples)] : [Singles(samples.Length)];
        NullSet[] nulls =
        [
            .. passes.Select((units, pass) => new NullSet(
                NullBuilder.Build(population, damage, units, state.Options, PassProgress.Of(progress, pass, passes.Length), cancellation), samples.Length)),
        ];
        return new CalibratedState(state, nulls[0], grouped ? nulls[1] : null);
    }

    private static int[][] Singles(int count) => [.. Enumerable.Range(0, count).Select(index => new[] { index })];

    // Outputs to one prompt stay together, so that no neighbour of B's samples in A is there by their common prompt.
    private static int[] Split(int[][] units, int count, ulong seed, out int fitCount)
    {
        var target = Math.Min(count / 2, MaximumFit);
        var order = new List<int>(count);
        fitCount = 0;
        foreach (var unit in new SeededRandom(seed, Streams.Split).Permutation(units.Length))
        {
            order.AddRange(units[unit]);
            fitCount = order.Count <= target || fitCount == 0 ? order.Count : fitCount;
        }

        // One huge group would leave a part empty; then the split goes through it.
        var least = count / 4;
        fitCount = Math.Clamp(fitCount, least, Math.Min(count - least, Math.Max(target, least)));
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
            SparseThreshold(sorted),
            nearDuplicateCosine,
            support.Cells.Cells)
        {
            Variances = support.Components.Variances,
        };
    }

    /// <summary>Rank r, from 1, of the ordered scores of B above which a share lies; the null of the exceeding count is
    /// BetaBinomial(n, m - r + 1, r).</summary>
    public static int Rank(int count, double share) => Math.Min(count, (int)Math.Ceiling((1 - share) * count));

    /// <summary>Tail score above which the sparsest tenth lies.</summary>
    /// <param name="sorted">Tail scores, ascending, at least one.</param>
    public static float SparseThreshold(float[] sorted) => sorted[Rank(sorted.Length, SparseShare) - 1];

    /// <summary>Rank of the tail threshold.</summary>
    public static int TailRank(int count) => Rank(count, TailShare);

    /// <summary>Rank of the off-support threshold.</summary>
    public static int OffSupportRank(int count) => Rank(count, OffSupportShare);

    /// <summary>The .999 quantile of the cosines of samples to their nearest neighbour among themselves.</summary>
    /// <param name="cosines">Cosines of the samples to each other, count x count.</param>
    /// <param name="count">Number of samples, at least 2.</param>
    public static float NearestQuantile(float[] cosines, int count)
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

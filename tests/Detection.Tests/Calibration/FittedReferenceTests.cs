using Detector.Detection.Calibration;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

public sealed class FittedReferenceTests
{
    private static readonly ReferenceOptions Quick = new() { NullDraws = 99 };

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 3)]
    public void A_fitted_reference_that_was_stored_becomes_byte_for_byte_the_one_made_in_one_go(bool keepTexts, int groupSize)
    {
        var options = Quick with { KeepTexts = keepTexts };
        var batch = Sample(51, 300, groupSize);
        var whole = ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, options, null, CancellationToken.None);
        Assert.Equal(groupSize > 0, whole.State.GroupedNulls is not null);
        var stored = Bytes(FittedReference.Fit(batch.Samples, batch.Embeddings, options, CancellationToken.None).Write);
        var restored = FittedReference.Read(new MemoryStream(stored));
        Assert.Equal(Bytes(whole.Write), Bytes(restored.Calibrate(null, CancellationToken.None).Write));
        Assert.Equal(stored, Bytes(restored.Write));
    }

    [Fact]
    public void It_says_what_the_reference_will_be()
    {
        var batch = Sample(52, 300, 3);
        var fitted = FittedReference.Fit(batch.Samples, batch.Embeddings, Quick, CancellationToken.None);
        var reference = fitted.Calibrate(null, CancellationToken.None);
        Assert.Equal(
            (reference.SampleCount, reference.FitCount, reference.NullCount, reference.Dimension, reference.CellCount, reference.PromptGroupCount),
            (fitted.SampleCount, fitted.FitCount, fitted.NullCount, fitted.Dimension, fitted.CellCount, fitted.PromptGroupCount));
        Assert.Equal(reference.Options, fitted.Options);
        Assert.Equal(reference.Subsets, fitted.Subsets);
    }

    [Fact]
    public void It_holds_the_texts_of_part_B_until_the_nulls_are_drawn()
    {
        var batch = Sample(53, 200, 0).WithTexts((sample, i) => sample with { Text = $"text{i}end {sample.Text}" });
        var fitted = FittedReference.Fit(batch.Samples, batch.Embeddings, Quick, CancellationToken.None);
        var reference = fitted.Calibrate(null, CancellationToken.None);
        Assert.Equal(reference.State.Ids[reference.FitCount..].Order(), IdsOfTextsIn(fitted.Write).Order());
        Assert.Empty(IdsOfTextsIn(reference.Write));

        static IEnumerable<string> IdsOfTextsIn(Action<Stream> write)
        {
            var stored = System.Text.Encoding.Latin1.GetString(Bytes(write));
            return Enumerable.Range(0, 200).Where(i => stored.Contains($"text{i}end", StringComparison.Ordinal)).Select(i => $"s{i}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Progress_is_told_for_every_draw_and_ends_at_one(int groupSize)
    {
        var batch = Sample(54, 200, groupSize);
        var told = new Recorder();
        FittedReference.Fit(batch.Samples, batch.Embeddings, Quick, CancellationToken.None).Calibrate(told, CancellationToken.None);
        var passes = groupSize > 0 ? 2 : 1;
        Assert.Equal(
            Enumerable.Range(1, passes * Quick.NullDraws).Select(i => (double)i / (passes * Quick.NullDraws)),
            told.Shares.Order(),
            (expected, actual) => Math.Abs(expected - actual) < 1e-9);
    }

    [Fact]
    public void A_calibration_that_was_given_up_can_be_done_again()
    {
        var batch = Sample(55, 200, 0);
        var fitted = FittedReference.Fit(batch.Samples, batch.Embeddings, Quick, CancellationToken.None);
        using var source = new CancellationTokenSource();
        var told = new Recorder { OnReport = source.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => fitted.Calibrate(told, source.Token));
        Assert.InRange(told.Shares.Max(), 0.001, 0.9);
        var whole = ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, Quick, null, CancellationToken.None);
        Assert.Equal(Bytes(whole.Write), Bytes(fitted.Calibrate(null, CancellationToken.None).Write));
    }

    [Fact]
    public void Every_truncation_every_damaged_byte_of_the_head_and_a_reference_with_nulls_are_refused()
    {
        var batch = Sample(56, 80, 0);
        var fitted = FittedReference.Fit(batch.Samples, batch.Embeddings, Quick, CancellationToken.None);
        var bytes = Bytes(fitted.Write);
        for (var length = 0; length < bytes.Length; length += Math.Max(1, length / 8))
        {
            Assert.Throws<InvalidDataException>(() => FittedReference.Read(new MemoryStream(bytes, 0, length)));
        }

        for (var i = 0; i < 8; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x40;
            var error = Record.Exception(() => FittedReference.Read(new MemoryStream(damaged)));
            Assert.True(i < 4 ? error is InvalidDataException : error is ReferenceVersionException, $"{i}: {error}");
        }

        var whole = Bytes(fitted.Calibrate(null, CancellationToken.None).Write);
        Assert.Throws<InvalidDataException>(() => FittedReference.Read(new MemoryStream(whole)));
        Assert.Throws<InvalidDataException>(() => ReferenceDistribution.Read(new MemoryStream(bytes)));
    }

    private static Batch Sample(ulong seed, int count, int groupSize)
    {
        var batch = new World(seed).Sample(count);
        return groupSize == 0 ? batch : batch.WithTexts((sample, i) => sample with { Prompt = $"Prompt {i / groupSize}" });
    }

    private static byte[] Bytes(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private sealed class Recorder : IProgress<double>
    {
        private readonly List<double> _shares = [];

        public Action? OnReport { get; init; }

        public IReadOnlyList<double> Shares => _shares;

        public void Report(double value)
        {
            lock (_shares)
            {
                _shares.Add(value);
            }

            OnReport?.Invoke();
        }
    }
}

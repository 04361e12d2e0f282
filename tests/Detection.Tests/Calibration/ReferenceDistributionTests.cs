using Detector.Detection.Calibration;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Calibration;

public sealed class ReferenceDistributionTests
{
    private static readonly ReferenceOptions Quick = new() { NullDraws = 99, KeepTexts = true };

    [Fact]
    public void What_is_written_is_read_back_and_judges_the_same()
    {
        var reference = new World(31).Refer(300, Quick);
        using var stream = new MemoryStream();
        reference.Write(stream);
        stream.Position = 0;
        var restored = ReferenceDistribution.Read(stream);
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal(reference.SampleCount, restored.SampleCount);
        Assert.Equal(reference.Subsets, restored.Subsets);
        Assert.Equal(reference.State.Texts, restored.State.Texts);
        var batch = new World(32).Sample(100);
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(batch.Judged(reference)),
            System.Text.Json.JsonSerializer.Serialize(batch.Judged(restored)));
    }

    [Fact]
    public void The_same_seed_makes_the_same_bytes()
    {
        Assert.Equal(Bytes(new World(33).Refer(200, Quick)), Bytes(new World(33).Refer(200, Quick)));
        Assert.NotEqual(Bytes(new World(33).Refer(200, Quick)), Bytes(new World(33).Refer(200, Quick with { Seed = 2 })));
    }

    [Fact]
    public void Texts_are_stored_only_when_they_are_to_be_kept()
    {
        var reference = new World(34).Refer(100, Quick with { KeepTexts = false });
        Assert.Empty(reference.State.Texts);
        var stored = System.Text.Encoding.Latin1.GetString(Bytes(reference));
        Assert.DoesNotContain("w1 ", stored, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_truncation_and_every_damaged_byte_of_the_head_is_refused()
    {
        var bytes = Bytes(new World(35).Refer(80, Quick));
        for (var length = 0; length < bytes.Length; length += Math.Max(1, length / 8))
        {
            Assert.Throws<InvalidDataException>(() => ReferenceDistribution.Read(new MemoryStream(bytes, 0, length)));
        }

        for (var i = 0; i < 8; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 0x40;
            var error = Record.Exception(() => ReferenceDistribution.Read(new MemoryStream(damaged)));
            Assert.True(i < 4 ? error is InvalidDataException : error is ReferenceVersionException, $"{i}: {error}");
        }
    }

    [Fact]
    public void A_string_whose_length_is_negative_is_refused()
    {
        var bytes = Bytes(new World(35).Refer(80, Quick));

        // Behind magic, version, seed, draws, flag and the number of ids: an id that is there, with a length of -1.
        bytes.AsSpan(25, 6).Clear();
        (bytes[25], bytes[26], bytes[27], bytes[28], bytes[29], bytes[30]) = (1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
        Assert.Throws<InvalidDataException>(() => ReferenceDistribution.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void Another_version_is_refused_with_both_numbers()
    {
        var bytes = Bytes(new World(35).Refer(80, Quick));
        bytes[4] = 1;
        var error = Assert.Throws<ReferenceVersionException>(() => ReferenceDistribution.Read(new MemoryStream(bytes)));
        Assert.Equal("The stored reference has format 1; this program reads format 2.", error.Message);
    }

    [Fact]
    public void Too_few_samples_are_refused_with_both_numbers()
    {
        var error = Assert.Throws<ReferenceTooSmallException>(() => new World(36).Refer(63, Quick));
        Assert.Contains("64", error.Message, StringComparison.Ordinal);
        Assert.Contains("63", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_to_one_prompt_stay_in_one_part()
    {
        var batch = new World(37).Sample(300).WithTexts((sample, i) => sample with { Group = $"g{i / 3}" });
        var reference = ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, Quick, null, CancellationToken.None);
        var fitted = reference.State.Ids.Take(reference.FitCount).Select(Group).ToHashSet();
        var drawn = reference.State.Ids.Skip(reference.FitCount).Select(Group).ToHashSet();
        Assert.Empty(fitted.Intersect(drawn));
        Assert.Equal(100, reference.PromptGroupCount);
    }

    [Fact]
    public void One_group_of_everything_still_makes_two_parts()
    {
        var batch = new World(38).Sample(100).WithTexts((sample, _) => sample with { Group = "all" });
        var reference = ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, Quick, null, CancellationToken.None);
        Assert.InRange(reference.FitCount, 25, 75);
    }

    [Fact]
    public void Fitting_can_be_cancelled_and_reports_progress()
    {
        using var source = new CancellationTokenSource();
        var batch = new World(39).Sample(300);
        var seen = 0.0;
        var progress = new Immediate(share =>
        {
            seen = Math.Max(seen, share);
            source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(
            () => ReferenceDistribution.Fit(batch.Samples, batch.Embeddings, Quick, progress, source.Token));
        Assert.InRange(seen, 0.001, 1);
    }

    [Fact]
    public void Degenerate_references_are_fitted()
    {
        var same = new World(40).Sample(100).Repeated(1);
        var reference = ReferenceDistribution.Fit(same.Samples, same.Embeddings, Quick, null, CancellationToken.None);
        var report = same.Judged(reference);
        Assert.All(report.Scores.Where(score => score.Tested), score => Assert.True(double.IsFinite(score.Value!.Value), score.Metric));
    }

    private static string Group(string? id) => $"g{int.Parse(id![1..], System.Globalization.CultureInfo.InvariantCulture) / 3}";

    private static byte[] Bytes(ReferenceDistribution reference)
    {
        using var stream = new MemoryStream();
        reference.Write(stream);
        return stream.ToArray();
    }

    private sealed class Immediate(Action<double> action) : IProgress<double>
    {
        public void Report(double value) => action(value);
    }
}

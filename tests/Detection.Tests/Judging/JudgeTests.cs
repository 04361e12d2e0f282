using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

public sealed class JudgeTests
{
    [Fact]
    public void A_healthy_batch_is_healthy()
    {
        var report = new World(11).Sample(300).Judged(World.Reference.Value);
        Assert.Equal(Verdict.Healthy, report.Verdict);
        Assert.Empty(report.Signatures);
        Assert.Contains("would have been seen", report.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Healthy_batches_seldom_raise_a_watch_hardly_ever_a_warning_and_never_critical()
    {
        var reports = Enumerable.Range(0, 60).Select(i => new World(1000 + (ulong)i).Sample(200).Judged(World.Reference.Value)).ToArray();
        var verdicts = reports.Select(report => report.Verdict).ToArray();
        Assert.DoesNotContain(Verdict.Critical, verdicts);
        Assert.InRange(verdicts.Count(verdict => verdict == Verdict.Warning), 0, 2);
        Assert.InRange(verdicts.Count(verdict => verdict == Verdict.Watch), 0, 7);
    }

    [Fact]
    public void Raw_p_values_of_healthy_batches_are_near_uniform_for_every_metric()
    {
        const int Batches = 100;
        var reports = Enumerable.Range(0, Batches)
            .Select(i => new World(5000 + (ulong)i).Sample(128).Judged(World.Reference.Value)).ToArray();
        foreach (var metric in reports[0].Scores.Where(score => score.Tested).Select(score => score.Metric))
        {
            if (metric == "subset_share")
            {
                continue;
            }

            var small = reports.Count(report => report.Scores.First(score => score.Metric == metric).Judgement!.PValue <= 0.1);

            // 10 expected; 25 is beyond the .99999 quantile of Binomial(100, .1) and leaves room for the error of one reference.
            Assert.True(small <= 25, $"{metric}: {small} of {Batches} raw p-values are at most .1");
        }
    }

    [Fact]
    public void One_text_repeated_is_a_critical_mode_collapse()
    {
        var report = new World(12).Sample(300).Repeated(1).Judged(World.Reference.Value);
        Assert.Equal(Verdict.Critical, report.Verdict);
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.ModeCollapse && signature.Severity == Verdict.Critical);
    }

    [Fact]
    public void A_contraction_is_a_late_collapse()
    {
        var report = new World(13).Sample(400).Contracted(0.7f).Judged(World.Reference.Value);
        Assert.True(report.Verdict >= Verdict.Warning, report.Reasons[0]);
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.LateCollapse);
    }

    [Fact]
    public void Lost_rare_words_and_a_lost_tail_are_an_early_collapse()
    {
        var world = new World(14);
        var outer = world.Sample(2000, vocabulary: 500);
        var placement = World.Reference.Value.State.Support.Place(outer.Embeddings, CancellationToken.None);
        var inner = Enumerable.Range(0, 2000).OrderBy(i => placement.TailScores[i]).Take(1700).Order().Take(400).ToArray();
        var report = outer.Pick(inner).Judged(World.Reference.Value);
        Assert.Equal(SignatureKind.EarlyCollapse, report.Signatures[0].Kind);
        Assert.Contains("tail_occupancy", report.Signatures.SelectMany(signature => signature.Metrics));
        Assert.Contains("rare_token_survival", report.Signatures.SelectMany(signature => signature.Metrics));
    }

    [Fact]
    public void A_lost_topic_is_a_minority_loss_with_its_label()
    {
        var world = new World(15);
        var topics = Enumerable.Range(0, 640).Select(i => i % 40).Select(topic => topic == 7 ? 8 : topic);
        var report = world.Of(topics).Judged(World.Reference.Value);
        var signature = Assert.Single(report.Signatures, signature => signature.Kind == SignatureKind.MinorityLoss);
        Assert.Contains("topic7", signature.Evidence[0], StringComparison.Ordinal);
        Assert.Equal("topic7", report.Subsets[0].Subset);
        Assert.True(report.Subsets[0].Reduced);
    }

    [Fact]
    public void Looping_texts_are_a_repetition()
    {
        var batch = new World(16).Sample(300).WithTexts((sample, i) => i % 2 == 0 ? sample with { Text = LoopOf(sample.Text) } : sample);
        var report = batch.Judged(World.Reference.Value);
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.Repetition);
        Assert.True(report.Verdict >= Verdict.Warning);
    }

    [Fact]
    public void Gibberish_embeddings_are_low_fidelity_and_not_collapse()
    {
        var report = new World(17).Sample(300, noise: 6).Judged(World.Reference.Value);
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.LowFidelity);
        Assert.DoesNotContain(report.Signatures, signature => signature.Kind is SignatureKind.LateCollapse or SignatureKind.EarlyCollapse);
    }

    [Fact]
    public void Equal_openings_are_a_style_convergence()
    {
        var batch = new World(18).Sample(300).WithTexts((sample, _) => sample with { Text = "as a language model " + sample.Text });
        var report = batch.Judged(World.Reference.Value);
        Assert.Contains(report.Signatures, signature => signature.Kind == SignatureKind.StyleConvergence);
        Assert.DoesNotContain(report.Signatures, signature => signature.Kind == SignatureKind.LateCollapse);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(40)]
    public void A_small_batch_is_insufficient_evidence_and_never_healthy(int count)
    {
        var report = new World(19).Sample(count).Judged(World.Reference.Value);
        Assert.Equal(Verdict.InsufficientEvidence, report.Verdict);
        Assert.Contains("needed", report.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_from_a_reference_made_anew()
    {
        var batch = new World(20).Sample(200);
        var many = Printed(batch.Judged(World.Reference.Value));
        var again = new World(1).Refer(1600, new ReferenceOptions { NullDraws = 299 });
        Assert.Equal(many, Printed(batch.Judged(again)));
    }

    [Fact]
    public void Only_the_metrics_asked_for_come_back_and_the_verdict_does_not_depend_on_them()
    {
        var batch = new World(21).Sample(200).Repeated(20);
        var all = batch.Judged(World.Reference.Value);
        var some = batch.Judged(World.Reference.Value, new JudgeOptions { Metrics = new HashSet<string> { "mmd", "vendi" } });
        Assert.Equal(["vendi", "mmd"], some.Scores.Select(score => score.Metric));
        Assert.Equal(all.Verdict, some.Verdict);
    }

    [Fact]
    public void An_unknown_metric_is_refused_by_name()
    {
        var options = new JudgeOptions { Metrics = new HashSet<string> { "vendy" } };
        var error = Assert.Throws<ArgumentException>(() => new World(22).Sample(40).Judged(World.Reference.Value, options));
        Assert.Contains("vendy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_name_duplicates_loops_outsiders_and_rare_samples()
    {
        var batch = new World(23).Sample(120);
        batch = batch.Pick([.. Enumerable.Range(0, 120), 5])
            .WithTexts((sample, i) => i == 9 ? sample with { Text = LoopOf("one two three four five six") } : sample)
            .Mapped((row, i) =>
            {
                if (i == 30)
                {
                    row.Clear();
                    row[^1] = 1;
                    row[0] = -1;
                }
            });
        var findings = batch.Judged(World.Reference.Value, new JudgeOptions { IncludeFindings = true }).Findings;
        Assert.Contains(findings, finding => finding is { Index: 120, Kind: FindingKind.ExactDuplicate, OtherIndex: 5 });
        Assert.Contains(findings, finding => finding is { Index: 9, Kind: FindingKind.Loop });
        Assert.Contains(findings, finding => finding is { Index: 30, Kind: FindingKind.OffSupport });
        Assert.Equal(findings.OrderBy(finding => finding.Index).Select(finding => finding.Index), findings.Select(finding => finding.Index));
    }

    [Fact]
    public void A_batch_larger_than_any_null_is_measured_in_pieces()
    {
        var report = new World(24).Sample(1500).Judged(World.Reference.Value);
        Assert.Contains(report.Notes, note => note.Contains("pieces", StringComparison.Ordinal));
        Assert.Equal(Verdict.Healthy, report.Verdict);
    }

    [Fact]
    public void Corrected_diversity_depends_little_on_the_size_of_the_batch()
    {
        var small = Value(new World(25).Sample(96), "vendi");
        var large = Value(new World(25).Sample(400), "vendi");
        Assert.InRange(small / large, 0.85, 1.15);
    }

    private static double Value(Batch batch, string metric) =>
        batch.Judged(World.Reference.Value).Scores.First(score => score.Metric == metric).Value!.Value;

    private static string LoopOf(string text) => string.Join(' ', Enumerable.Repeat(string.Join(' ', text.Split(' ').Take(6)), 8));

    private static string Printed(Report report) => System.Text.Json.JsonSerializer.Serialize(report);
}

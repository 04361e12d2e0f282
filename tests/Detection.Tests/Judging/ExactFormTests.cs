using System.Text.Json;
using Detector.Detection.Calibration;
using Detector.Detection.Judging;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Judging;

/// <summary>Exact nulls as a caller meets them.</summary>
public sealed class ExactFormTests
{
    private static readonly JudgeOptions Exact = new() { Nulls = NullForm.Exact };

    [Fact]
    public void P_values_of_healthy_batches_are_uniform_for_every_figure_where_the_batch_is_larger_than_the_reference()
    {
        const int Trials = 150;
        const double Deviates = 4;
        var reports = Enumerable.Range(0, Trials).Select(trial =>
        {
            var world = new World(70_000 + (ulong)trial);
            return world.Sample(100).Judged(SmallReferences.Of(world, keepTexts: true), Exact with { Seed = (ulong)trial });
        }).ToArray();

        // Counts of few outputs tie, which makes p-values larger; domain_auc and those of labels are not drawn.
        string[] continuous = ["vendi", "mean_distance", "nearest_distance", "centrality", "mmd", "frechet", "local_vendi", "neighbour_distance", "entropy"];
        foreach (var metric in reports[0].Scores.Where(score => score.Tested && score.Metric is not ("domain_auc" or "subset_share" or "subset_recall")))
        {
            foreach (var level in new[] { 0.1, 0.5, 0.9 })
            {
                var small = reports.Count(report => report.Scores.Single(score => score.Metric == metric.Metric).Judgement!.PValue <= level);
                var error = Deviates * Math.Sqrt(Trials * level * (1 - level));
                Assert.True(small <= (Trials * level) + error, $"{metric.Metric}: {small} of {Trials} are at most {level}");
                Assert.True(
                    !continuous.Contains(metric.Metric) || small >= (Trials * level) - error, $"{metric.Metric}: only {small} of {Trials} are at most {level}");
            }
        }
    }

    [Fact]
    public void They_are_valid_for_a_small_reference_where_cached_ones_raise_false_alarms()
    {
        const int Trials = 40;
        const double Level = 0.05;
        var (cached, exact) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            var world = new World(60_000 + (ulong)trial);
            var reference = world.Refer(2 * SmallReferences.NullCount, new ReferenceOptions { NullDraws = 99, Seed = (ulong)trial });
            var batch = world.Sample(100);
            cached += Judged(batch.Judged(reference), "precision").PValue <= Level ? 1 : 0;
            exact += Judged(batch.Judged(reference, Exact), "precision").PValue <= Level ? 1 : 0;
        }

        var most = (Trials * Level) + (4 * Math.Sqrt(Trials * Level * (1 - Level)));
        Assert.InRange(exact, 0, most);
        Assert.True(cached > most, $"{cached} of {Trials} cached p-values are at most {Level}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_on_many_threads_and_on_one()
    {
        var reference = SmallReferences.Of(new World(71), keepTexts: true);
        var batch = new World(72).Sample(100);
        var many = Printed(batch.Judged(reference, Exact));
        using var alone = new Alone();
        Assert.Equal(many, alone.Run(() => Printed(batch.Judged(reference, Exact))));
        Assert.NotEqual(many, Printed(batch.Judged(reference, Exact with { Seed = 2 })));
    }

    [Fact]
    public void Effects_and_doses_are_about_those_of_cached_nulls_where_both_serve()
    {
        var reference = World.Reference.Value;
        var batch = new World(73).Sample(200).Contracted(0.3f);
        var (cached, exact) = (batch.Judged(reference), batch.Judged(reference, Exact));
        foreach (var metric in new[] { "mean_distance", "centrality", "vendi", "cells_occupied", "neighbour_distance" })
        {
            var (one, other) = (Judged(cached, metric), Judged(exact, metric));
            Assert.InRange(other.Effect, one.Effect - (0.3 * one.DetectableEffect), one.Effect + (0.3 * one.DetectableEffect));
            Assert.InRange(other.DetectableEffect / one.DetectableEffect, 0.7, 1.4);
        }

        double Dose(Report report) => report.Damages.Single(damage => damage.Kind == DamageKind.Contraction).Dose;
        Assert.InRange(Dose(exact) / Dose(cached), 0.7, 1.4);
    }

    [Fact]
    public void A_collapse_is_seen_though_half_of_the_draws_are_the_batch_itself()
    {
        var reference = SmallReferences.Of(new World(74), draws: 299);
        var report = new World(75).Sample(64).Repeated(2).Judged(reference, Exact);
        Assert.Equal(Verdict.Critical, report.Verdict);
        Assert.InRange(Judged(report, "cells_occupied").NullMedian, 30, reference.CellCount);
        Assert.InRange(Judged(report, "vendi").Effect, 0.8, 1);
    }

    [Fact]
    public void Where_texts_are_not_kept_figures_of_words_have_cached_nulls_and_a_note_says_so()
    {
        var batch = new World(76).Sample(200);
        var reference = World.Reference.Value;
        var (cached, exact) = (batch.Judged(reference), batch.Judged(reference, Exact));
        Assert.Contains(exact.Notes, note => note.Contains("exact", StringComparison.Ordinal) && note.Contains("keeps no texts", StringComparison.Ordinal));
        Assert.Equal(Judged(cached, "entropy").PValue, Judged(exact, "entropy").PValue);
        Assert.Equal(Judged(cached, "entropy").NullP05, Judged(exact, "entropy").NullP05);
        Assert.NotEqual(Judged(cached, "vendi").NullP05, Judged(exact, "vendi").NullP05);
    }

    [Fact]
    public void Where_texts_are_kept_figures_of_words_have_exact_nulls()
    {
        var report = new World(77).Sample(100).Judged(SmallReferences.Of(new World(78), keepTexts: true), Exact);
        Assert.Contains(report.Notes, note => note.StartsWith("The nulls are exact: 99 random sets of 100 samples", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Notes, note => note.Contains("pieces", StringComparison.Ordinal) || note.Contains("texts", StringComparison.Ordinal));
    }

    [Fact]
    public void Outputs_grouped_by_prompts_are_judged_by_cached_nulls_with_a_note()
    {
        var batch = PromptWorld.Of(new World(79), 1000, 40, 0.9);
        var (cached, exact) = (batch.Judged(PromptWorld.Reference.Value), batch.Judged(PromptWorld.Reference.Value, Exact));
        Assert.Equal("Cached nulls were used, not exact ones: the reference has several outputs to a prompt.", exact.Notes[0]);
        Assert.Equal(Printed(cached), Printed(exact with { Notes = cached.Notes }));
        Assert.Contains(
            "the batch has several outputs to a prompt",
            PromptWorld.Of(new World(79), 0, 25, 0.9).Judged(World.Reference.Value, Exact).Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_samples_are_judged_by_cached_nulls_with_a_note()
    {
        var report = new World(80).Sample(4201, words: 4).Judged(World.Reference.Value, Exact);
        Assert.Equal(
            "Cached nulls were used, not exact ones: the batch and the reference's null samples are 5,001 together, and 5,000 are the most.", report.Notes[0]);
    }

    [Theory]
    [InlineData(80, "")]
    [InlineData(100, "The nulls are exact")]
    [InlineData(400, "its own error widens the nulls")]
    public void Left_to_choose_it_takes_exact_nulls_where_cached_ones_are_approximate_and_exact_ones_cheap(int count, string note)
    {
        var notes = new World(81).Sample(count).Judged(World.Reference.Value, new JudgeOptions()).Notes;
        Assert.Contains(note, string.Join(' ', notes), StringComparison.Ordinal);
        Assert.Equal(note.Length > 0, notes.Count > 0);
    }

    private static Judgement Judged(Report report, string metric) => report.Scores.Single(score => score.Metric == metric).Judgement!;

    private static string Printed(Report report) => JsonSerializer.Serialize(report);
}

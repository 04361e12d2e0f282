using Detector.Detection.Curation;
using Detector.Detection.Judging;
using Detector.Detection.Samples;
using Detector.Detection.Tests.Worlds;

namespace Detector.Detection.Tests.Curation;

public sealed class CandidateCuratorTests
{
    [Fact]
    public void Varied_candidates_are_kept_and_count_in_full()
    {
        var curator = new CandidateCurator(World.Reference.Value);
        var batch = new World(5).Sample(800);
        var decisions = curator.Add(batch.Samples, batch.Embeddings);
        Assert.Equal(Enumerable.Range(0, 800).Select(i => (long)i), decisions.Select(decision => decision.Index));
        Assert.InRange(decisions.Count(decision => decision.Keep), 790, 800);
        var summary = curator.Complete();
        Assert.Equal((800, decisions.Count(decision => decision.Keep)), (summary.Candidates, summary.Kept));
        Assert.Equal(summary.Kept, summary.Cells.Sum(cell => cell.Count));
        Assert.Equal(1, summary.Cells.Sum(cell => cell.ReferenceShare), 9);
        Assert.InRange(summary.Cells.Count(cell => cell.Weight != 1), 0, 1);
        Assert.Empty(summary.Selected);
    }

    [Fact]
    public void Repetitions_are_dropped_with_what_they_repeat_also_over_calls()
    {
        var curator = new CandidateCurator(World.Reference.Value);
        var batch = new World(6).Sample(50);
        curator.Add(batch.Samples, batch.Embeddings);
        var copy = batch.Samples[7] with { Text = batch.Samples[7].Text.ToUpperInvariant() };
        var near = batch.Embeddings.Row(9).ToArray();
        near[0] += 1e-4f;
        World.Normalize(near);
        var loop = new Sample(string.Join(' ', Enumerable.Repeat("and so it goes on", 20)));
        var far = new World(7).Sample(1);
        var decisions = curator.Add(
            [copy, batch.Samples[9] with { Text = "other words altogether" }, loop],
            new EmbeddingMatrix([.. batch.Embeddings.Row(7), .. near, .. far.Embeddings.Row(0)], World.Dimension));
        Assert.Equal([false, false, false], decisions.Select(decision => decision.Keep));
        Assert.Equal([7L, 9L, null], decisions.Select(decision => decision.OtherIndex));
        Assert.Equal(
            [CandidateReason.ExactDuplicate, CandidateReason.NearDuplicate, CandidateReason.Loop],
            decisions.Select(decision => decision.Reasons[0]));
    }

    [Fact]
    public void What_is_unusual_is_never_dropped()
    {
        var curator = new CandidateCurator(World.Reference.Value);
        var texts = new World(8).Sample(40);
        var random = new Random(1);
        var strange = Enumerable.Range(0, 40).SelectMany(_ =>
        {
            var row = Enumerable.Range(0, World.Dimension).Select(_ => (float)(random.NextDouble() - 0.5)).ToArray();
            World.Normalize(row);
            return row;
        });
        var decisions = curator.Add(texts.Samples, new EmbeddingMatrix([.. strange], World.Dimension));
        Assert.All(decisions, decision => Assert.True(decision.Keep));
        Assert.InRange(decisions.Count(decision => decision.Reasons.Contains(CandidateReason.OffSupport)), 30, 40);
        var rare = new CandidateCurator(World.Reference.Value).Add(new World(9).Sample(400) is var batch ? batch.Samples : [], batch.Embeddings);
        Assert.InRange(rare.Count(decision => decision.Reasons.Contains(CandidateReason.Rare)), 10, 80);
    }

    [Fact]
    public void Too_frequent_regions_are_weighted_down_to_their_share()
    {
        var curator = new CandidateCurator(World.Reference.Value);
        var world = new World(10);
        var batch = world.Of(Enumerable.Range(0, 2000).Select(i => i % 2 == 0 ? 3 : i % 40));
        var decisions = curator.Add(batch.Samples, batch.Embeddings);
        var cells = curator.Complete().Cells;
        var full = decisions.Where((_, i) => i % 2 == 0).GroupBy(decision => decision.Cell).MaxBy(group => group.Count())!.Key;
        Assert.InRange(cells[full].Weight, 0.01, 0.35);
        Assert.Equal(cells[full].ReferenceShare, cells[full].Weight * cells[full].Count / cells.Sum(cell => cell.Count), 6);
        Assert.All(cells, cell => Assert.InRange(cell.Weight, double.Epsilon, CandidateCurator.LargestWeight));
    }

    [Fact]
    public void Too_rare_regions_are_weighted_up_but_not_without_limit()
    {
        var curator = new CandidateCurator(World.Reference.Value);
        var batch = new World(14).Of(Enumerable.Range(0, 4000).Where(i => i % 40 != 6 || i < 200).Select(i => i % 40));
        var decisions = curator.Add(batch.Samples, batch.Embeddings);
        var cells = curator.Complete().Cells;
        var rare = decisions.Where((_, i) => batch.Samples[i].Subset == "topic6").GroupBy(decision => decision.Cell).MaxBy(group => group.Count())!;
        Assert.Equal(CandidateCurator.LargestWeight, cells[rare.Key].Weight);
    }

    [Fact]
    public void A_selection_covers_the_reference_better_than_chance_does()
    {
        var reference = World.Reference.Value;
        var world = new World(11);
        var pool = world.Of(Enumerable.Range(0, 3000).Select(i => i % 4 != 0 ? i % 3 : i / 4 % 40));
        var curator = new CandidateCurator(reference, select: 300);
        curator.Add(pool.Samples, pool.Embeddings);
        var selected = curator.Complete().Selected;
        Assert.Equal(300, selected.Distinct().Count());
        Assert.Equal(selected.Order(), selected);
        string[] metrics = ["recall", "tail_recall", "coverage", "cells_occupied", "vendi"];
        var curated = Figures([.. selected.Select(index => (int)index)]);
        var random = Enumerable.Range(0, 10).Select(seed =>
        {
            var rows = Enumerable.Range(0, pool.Samples.Count).ToArray();
            new Random(seed).Shuffle(rows);
            return Figures(rows[..300]);
        }).ToArray();
        for (var i = 0; i < metrics.Length; i++)
        {
            var (best, metric) = (random.Max(figures => figures[i]), metrics[i]);
            Assert.True(curated[i] > best, $"{metric}: {curated[i]} against at most {best}");
        }

        double[] Figures(int[] rows)
        {
            var batch = new Batch([.. rows.Select(row => pool.Samples[row])], pool.Embeddings.Gather(rows));
            var report = Judge.Score(reference, batch.Samples, batch.Embeddings, World.Options, CancellationToken.None);
            return [.. metrics.Select(metric => report.Scores.Single(score => score.Metric == metric).Value!.Value)];
        }
    }

    [Fact]
    public void Few_candidates_are_all_selected_and_none_selects_none()
    {
        var curator = new CandidateCurator(World.Reference.Value, select: 500);
        Assert.Empty(curator.Complete().Selected);
        var batch = new World(12).Sample(60);
        var kept = curator.Add(batch.Samples, batch.Embeddings).Where(decision => decision.Keep).Select(decision => decision.Index);
        Assert.Equal(kept, curator.Complete().Selected);
        Assert.Empty(curator.Add([], new EmbeddingMatrix([], World.Dimension)));
    }

    [Fact]
    public void Decisions_do_not_depend_on_how_candidates_were_divided()
    {
        var batch = new World(13).Sample(600);
        var runs = ((int[])[600, 37]).Select(part =>
        {
            var curator = new CandidateCurator(World.Reference.Value, select: 100);
            var decisions = Enumerable.Range(0, 600).Chunk(part)
                .SelectMany(rows => curator.Add([.. rows.Select(row => batch.Samples[row])], batch.Embeddings.Gather(rows))).ToArray();
            return (Decisions: decisions.Select(decision => (decision.Index, decision.Keep, decision.Cell)).ToArray(), curator.Complete().Selected);
        }).ToArray();
        Assert.Equal(runs[0].Decisions, runs[1].Decisions);
        Assert.Equal(runs[0].Selected, runs[1].Selected);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandidateCurator(World.Reference.Value, select: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandidateCurator(World.Reference.Value, CandidateCurator.MostSelected + 1));
        var curator = new CandidateCurator(World.Reference.Value);
        Assert.Throws<ArgumentException>(() => curator.Add([new Sample("x")], new EmbeddingMatrix([1, 0], 2)));
        Assert.Throws<ArgumentException>(() => curator.Add([new Sample("x")], new EmbeddingMatrix(new float[2 * World.Dimension], World.Dimension)));
    }
}

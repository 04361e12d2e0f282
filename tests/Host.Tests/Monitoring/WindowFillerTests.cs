using Detector.Detection.Samples;
using Detector.Host.Monitoring;

namespace Detector.Host.Tests.Monitoring;

public sealed class WindowFillerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Windows_are_filled_one_after_the_other()
    {
        var filler = new WindowFiller(new WindowSettings { Samples = 4 }, 1, 7, null, long.MaxValue);
        Assert.Equal(10, filler.Add(Samples(10), "", Noon));
        Assert.Equal([8, 9], filler.Closed.Select(closed => closed.Window.Number));
        Assert.All(filler.Closed, closed => Assert.Equal((CloseReason.Full, 4, 4), (closed.Reason, closed.Window.Kept, closed.Window.Seen)));
        Assert.Equal((10, 2), (filler.Open!.Number, filler.Open.Kept));
        Assert.Equal([(8, 0, 4), (9, 0, 4), (10, 0, 2)], filler.Pieces.Select(piece => (piece.Number, piece.Ordinal, piece.Samples.Count)));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), filler.Pieces.SelectMany(piece => piece.Samples).Select(sample => sample.Text));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void What_is_kept_does_not_depend_on_how_the_samples_were_divided(int part)
    {
        var settings = new WindowSettings { Samples = 8, MinDuration = TimeSpan.FromMinutes(1) };
        OpenWindow? open = null;
        List<WindowPiece> kept = [];
        foreach (var samples in Samples(300).Chunk(part))
        {
            var largest = open is { IsFull: true } ? kept.Max(piece => piece.Priority) : long.MaxValue;
            var filler = new WindowFiller(settings, 5, open?.Number ?? 0, open, largest);
            filler.Add(samples, "", Noon);
            kept = [.. kept.Concat(filler.Pieces).OrderBy(piece => piece.Priority).Take(8)];
            open = filler.Open;
        }

        Assert.Equal((300, 8, Noon + settings.MinDuration), (open!.Seen, open.Kept, open.CloseDue));
        var whole = new WindowFiller(settings, 5, 0, null, long.MaxValue);
        whole.Add(Samples(300), "", Noon);
        Assert.Equal(
            whole.Pieces.OrderBy(piece => piece.Priority).Take(8).Select(piece => piece.Ordinal), kept.Select(piece => piece.Ordinal));
    }

    [Fact]
    public void Every_sample_has_the_same_chance_to_be_kept()
    {
        const int Windows = 4000;
        var counts = new int[40];
        for (var window = 0; window < Windows; window++)
        {
            var filler = new WindowFiller(new WindowSettings { Samples = 8, MinDuration = TimeSpan.FromMinutes(1) }, 3, window, null, long.MaxValue);
            filler.Add(Samples(40), "", Noon);
            foreach (var piece in filler.Pieces.OrderBy(piece => piece.Priority).Take(8))
            {
                counts[piece.Ordinal]++;
            }
        }

        // Chi-square with 39 degrees of freedom, scaled for drawing without replacement; its 99.9 % quantile is 72.1.
        var expected = Windows * 8.0 / 40;
        var statistic = counts.Sum(count => (count - expected) * (count - expected) / expected) * 39 / 40 / (1 - (8.0 / 40));
        Assert.InRange(statistic, 0, 72.1);
    }

    [Fact]
    public void Time_and_generation_close_before_the_sample_that_shows_it()
    {
        var settings = new WindowSettings { Samples = 16, MaxDuration = TimeSpan.FromMinutes(1), CloseOnGeneration = true };
        var filler = new WindowFiller(settings, 1, 0, null, long.MaxValue);
        filler.Add(Samples(3), "a", Noon);
        filler.Add(Samples(3), "a", Noon.AddMinutes(1));
        filler.Add(Samples(3), "b", Noon.AddMinutes(1.5));
        Assert.Equal(
            [(1, CloseReason.Time, "a"), (2, CloseReason.Generation, "a")],
            filler.Closed.Select(closed => (closed.Window.Number, closed.Reason, closed.Window.Generation)));
        Assert.Equal((3, "b"), (filler.Open!.Number, filler.Open.Generation));
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_hold_a_full_window_open()
    {
        var filler = new WindowFiller(new WindowSettings { Samples = 4 }, 1, 0, null, long.MaxValue);
        filler.Add(Samples(2), "", Noon);
        filler.Add(Samples(7), "", Noon.AddMinutes(-5));
        Assert.Equal([1, 2], filler.Closed.Select(closed => closed.Window.Number));
    }

    private static Sample[] Samples(int count) => [.. Enumerable.Range(0, count).Select(i => new Sample($"{i}"))];
}

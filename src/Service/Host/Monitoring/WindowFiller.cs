using Detector.Detection.Samples;
using Detector.Detection.Sequential;

namespace Detector.Host.Monitoring;

/// <summary>
/// Adds samples to the windows of one monitor: a pure function of what was stored, the settings, the samples and their time. Where a full
/// window stays open, each sample gets a random priority and the smallest ones are kept: a uniform choice of all that came (bottom-k),
/// which does not depend on how the samples were divided into calls.
/// </summary>
internal sealed class WindowFiller
{
    private readonly WindowSettings _settings;
    private readonly ulong _seed;
    private readonly List<WindowPiece> _pieces = [];
    private readonly List<ClosedWindow> _closed = [];
    private long _largestKept;

    /// <summary>Starts at what is stored.</summary>
    /// <param name="settings">The monitor's settings.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="lastNumber">The last number given to a window.</param>
    /// <param name="open">The open window, or null.</param>
    /// <param name="largestKept">The largest priority kept of the open window where it is full; otherwise the largest number.</param>
    public WindowFiller(WindowSettings settings, ulong seed, long lastNumber, OpenWindow? open, long largestKept)
    {
        _settings = settings;
        _seed = seed;
        _largestKept = largestKept;
        Open = open;
        LastNumber = lastNumber;
    }

    /// <summary>The window that is open now, or null.</summary>
    public OpenWindow? Open { get; private set; }

    /// <summary>The last number given to a window.</summary>
    public long LastNumber { get; private set; }

    /// <summary>What is to be stored, in its order. A window whose pieces hold more samples than it keeps loses those of the largest priorities.</summary>
    public IReadOnlyList<WindowPiece> Pieces => _pieces;

    /// <summary>The windows that were closed, in their order.</summary>
    public IReadOnlyList<ClosedWindow> Closed => _closed;

    /// <summary>Adds samples of one call.</summary>
    /// <returns>Number of the window that the last one went to.</returns>
    public long Add(IReadOnlyList<Sample> samples, string generation, DateTimeOffset now)
    {
        var number = 0L;
        for (var at = 0; at < samples.Count;)
        {
            CloseIfDue(now);
            if (Open is { } other && _settings.CloseOnGeneration && other.Generation != generation)
            {
                Close(CloseReason.Generation, now);
            }

            Open ??= Start(generation, now);
            number = Open.Number;
            at += Open.Chooses ? Choose(samples[at]) : Take(samples, at);
            CloseIfDue(now);
        }

        return number;
    }

    /// <summary>Closes the open window where its time is over.</summary>
    public void CloseIfDue(DateTimeOffset now)
    {
        if (Open is { IsFull: true, Chooses: false } || Open?.CloseDue <= now)
        {
            Close(Open!.IsFull ? CloseReason.Full : CloseReason.Time, now);
        }
    }

    private OpenWindow Start(string generation, DateTimeOffset now)
    {
        _largestKept = long.MaxValue;
        return new OpenWindow(++LastNumber, generation, now, _settings.Samples, _settings.MinDuration, now + _settings.MaxDuration, 0, 0);
    }

    private int Take(IReadOnlyList<Sample> samples, int at)
    {
        var open = Open!;
        var count = Math.Min(samples.Count - at, open.Size - open.Kept);
        _pieces.Add(new WindowPiece(open.Number, open.Seen, 0, [.. samples.Skip(at).Take(count)]));
        Grow(open, count, count);
        return count;
    }

    private int Choose(Sample sample)
    {
        var open = Open!;
        var priority = ReservoirPriority.Of(_seed, open.Number, open.Seen);
        if (!open.IsFull || priority < _largestKept)
        {
            _pieces.Add(new WindowPiece(open.Number, open.Seen, priority, [sample]));
        }

        Grow(open, 1, open.IsFull ? 0 : 1);
        return 1;
    }

    private void Grow(OpenWindow open, int seen, int kept)
    {
        var grown = open with { Seen = open.Seen + seen, Kept = open.Kept + kept };
        Open = grown.IsFull ? grown with { CloseDue = open.OpenTime + open.MinDuration } : grown;
    }

    private void Close(CloseReason reason, DateTimeOffset now)
    {
        _closed.Add(new ClosedWindow(Open!, reason, now));
        Open = null;
    }
}

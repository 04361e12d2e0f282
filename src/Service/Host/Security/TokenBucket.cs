namespace Detector.Host.Security;

/// <summary>
/// Lets a number of things a second through on average, and a second's worth of them at once. What is larger than that goes through when
/// the bucket is not empty, and is paid for after it, so that nothing is too large for ever.
/// </summary>
/// <param name="perSecond">Above 0.</param>
/// <param name="clock">Its clock.</param>
internal sealed class TokenBucket(int perSecond, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private double _tokens = perSecond;
    private long _filled = clock.GetTimestamp();

    /// <summary>True when it was left alone for so long that it is as a new one.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                Fill();
                return _tokens >= perSecond;
            }
        }
    }

    /// <summary>Takes some.</summary>
    /// <returns>Zero when they were taken, else how long to wait before the next try.</returns>
    public TimeSpan Take(int count)
    {
        if (count == 0)
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            Fill();
            if (_tokens < 1)
            {
                return TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            }

            _tokens -= count;
            return TimeSpan.Zero;
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _tokens = Math.Min(perSecond, _tokens + (clock.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
        _filled = now;
    }
}

namespace Detector.Client.Tests.Service;

/// <summary>A clock whose waits are over at once and are written down.</summary>
internal sealed class ImmediateClock : TimeProvider
{
    private readonly List<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits => _waits;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(_waits.Sum(w => w.Ticks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _waits.Add(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

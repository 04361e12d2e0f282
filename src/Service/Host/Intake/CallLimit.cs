using Detector.Host.Errors;

namespace Detector.Host.Intake;

/// <summary>Admits a bounded number of calls; the next ones are refused at once, to be tried again.</summary>
/// <param name="limit">Most calls at the same time.</param>
/// <param name="option">The option that sets the limit, for the error.</param>
internal sealed class CallLimit(int limit, string option)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private int _calls;

    /// <summary>Admits a call until the result is disposed.</summary>
    /// <exception cref="ServiceException">QueueFull: the limit is reached.</exception>
    public IDisposable Admit()
    {
        if (Interlocked.Increment(ref _calls) > limit)
        {
            Interlocked.Decrement(ref _calls);
            throw new ServiceException(ErrorReason.QueueFull, $"{limit} calls of this kind run or wait, the limit {option}; try again later.")
            {
                RetryAfter = RetryAfter,
            };
        }

        return new Admission(this);
    }

    private sealed class Admission(CallLimit owner) : IDisposable
    {
        private CallLimit? _owner = owner;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _owner, null) is { } admitted)
            {
                Interlocked.Decrement(ref admitted._calls);
            }
        }
    }
}

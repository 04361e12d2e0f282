using Grpc.Core;

namespace Detector.Client.Calls;

/// <summary>
/// The attempts to open a stream and to keep it open. The first time is a call like any other; a stream that was open is reopened
/// for as long as the policy says, anew after each outage. An outage is over when the stream has got on, or when an attempt has lasted
/// so long that it must have been open: a stream may have nothing to say for hours.
/// </summary>
internal sealed class StreamAttempts(DetectorClientOptions options, Uri? address)
{
    // No attempt to connect takes as long.
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _clock = options.TimeProvider;
    private Attempts? _attempts = Attempts.OfCall(options, address);
    private long _began;

    /// <summary>An attempt begins.</summary>
    public void Begin() => _began = _clock.GetTimestamp();

    /// <summary>The stream has got on, so that the next failure begins another outage.</summary>
    public void GotOn() => _attempts = null;

    /// <summary>The wait before the next attempt, with the failure of the one before.</summary>
    /// <exception cref="DetectorException">There is no next attempt.</exception>
    public (TimeSpan Delay, DetectorException Error) After(RpcException failure)
    {
        if (_clock.GetElapsedTime(_began) > Steady)
        {
            GotOn();
        }

        _attempts ??= Attempts.OfOutage(options, address);
        return _attempts.After(failure);
    }
}

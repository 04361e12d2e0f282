namespace Detector.Host.Tests.Hosting;

/// <summary>Where work waits until a test opens it; by itself that of an encoder.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Gate() => Encoder = new StubEncoder { Before = WaitAsync };

    public StubEncoder Encoder { get; }

    /// <summary>Somebody waits at the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>The wait was given up.</summary>
    public Task GivenUp => _givenUp.Task;

    public void Open() => _open.TrySetResult();

    public async Task WaitAsync(CancellationToken cancellation)
    {
        _reached.TrySetResult();
        try
        {
            await _open.Task.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            _givenUp.TrySetResult();
            throw;
        }
    }
}

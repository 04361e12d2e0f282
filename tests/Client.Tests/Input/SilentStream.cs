using Detector.Cli.Input;

namespace Detector.Client.Tests.Input;

/// <summary>A stream to whose other side nobody writes; as with a pipe, nothing ends a read.</summary>
internal sealed class SilentStream : ForwardStream
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Somebody reads.</summary>
    public Task Reached => _reached.Task;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reached.TrySetResult();
        return new ValueTask<int>(new TaskCompletionSource<int>().Task);
    }
}

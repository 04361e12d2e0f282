namespace Detector.Cli.Input;

/// <summary>
/// A stream whose reads end when they are cancelled. The system's reads from a pipe or a terminal do not: they wait for the other side.
/// A read that was given up goes on unheeded, so nothing can be read after it.
/// </summary>
/// <param name="inner">The stream; disposed of with this one.</param>
internal sealed class InterruptibleStream(Stream inner) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = inner.ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? await read : await read.AsTask().WaitAsync(cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

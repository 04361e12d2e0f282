namespace Detector.Cli.Input;

/// <summary>A file that grows: at its end a read waits until something is added. It has no end but cancellation.</summary>
/// <param name="file">The file; disposed of with this stream.</param>
/// <param name="clock">Clock of the waits.</param>
internal sealed class FollowedStream(FileStream file, TimeProvider clock) : ForwardStream
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <exception cref="InputException">The file became shorter, or a shorter one is in its place.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = await file.ReadAsync(buffer, cancellationToken);
            if (read > 0 || buffer.IsEmpty)
            {
                return read;
            }

            var now = new FileInfo(file.Name);
            if (now.Exists && now.Length < file.Position)
            {
                throw new InputException(
                    $"{file.Name}: became shorter while it was followed, as logs do when they are rotated; "
                    + $"'tail -F {file.Name} | detector observe --input -' follows those");
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}

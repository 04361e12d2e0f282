namespace Detector.Client.Tests.Input;

/// <summary>Gives a few bytes a read, as a pipe does.</summary>
internal sealed class TricklingStream(byte[] bytes, int bytesPerRead) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, bytesPerRead)], cancellationToken);
}

namespace Detector.Client.Tests.Input;

/// <summary>Rows "x" without end.</summary>
internal sealed class EndlessRows : MemoryStream
{
    public long BytesGiven { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer.Span[i] = (byte)((BytesGiven + i) % 2 == 0 ? 'x' : '\n');
        }

        BytesGiven += buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }
}

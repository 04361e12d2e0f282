using System.IO.Compression;
using System.Text;
using Detector.Cli.Input;

namespace Detector.Client.Tests.Input;

public sealed class WholeGzipStreamTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"row {i * 7919 % 10007}\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Members_come_out_whole(int members)
    {
        var compressed = Enumerable.Repeat(Compress(Content), members).SelectMany(b => b).ToArray();
        Assert.Equal(Enumerable.Repeat(Content, members).SelectMany(b => b), await ReadAsync(compressed));
    }

    [Fact]
    public async Task An_empty_member_is_whole() => Assert.Empty(await ReadAsync(Compress([])));

    [Fact]
    public async Task Data_cut_short_anywhere_is_an_error()
    {
        var compressed = Compress(Content);
        for (var length = 2; length < compressed.Length; length += length < 40 || length > compressed.Length - 40 ? 1 : 997)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(compressed[..length]));
        }
    }

    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static async Task<byte[]> ReadAsync(byte[] compressed)
    {
        await using var whole = new WholeGzipStream(new MemoryStream(compressed));
        using var content = new MemoryStream();
        await whole.CopyToAsync(content);
        return content.ToArray();
    }
}

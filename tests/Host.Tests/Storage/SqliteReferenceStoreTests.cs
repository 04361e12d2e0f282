using Detector.Host.Options;
using Detector.Host.Storage.Sql;
using Detector.Host.Storage.Sqlite;
using Detector.Host.Tests.Hosting;

namespace Detector.Host.Tests.Storage;

public sealed class SqliteReferenceStoreTests : ReferenceStoreTests
{
    internal override Task<ITestDatabase> CreateAsync() => Task.FromResult<ITestDatabase>(new SqliteDatabase());

    [Fact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_one_after_it_everything()
    {
        using var directory = new TestDirectory();
        using var before = new TestDirectory();
        using var after = new TestDirectory();
        using var engine = Open(directory);
        await new SqlReferenceStore(engine).AddAsync(Stored.Reference("r"), null, 10, WriteAndCopy, default);
        Copy(directory, after);

        using var early = Open(before);
        Assert.Null(await new SqlReferenceStore(early).FindAsync("r", default));
        using var late = Open(after);
        var store = new SqlReferenceStore(late);
        var found = await store.FindAsync("r", default);
        Assert.Equal(8 << 20, await store.ReadContentAsync(found!, Length, default));

        void WriteAndCopy(Stream stream)
        {
            stream.Write(new byte[8 << 20]);
            Copy(directory, before);
        }
    }

    private static SqliteEngine Open(TestDirectory directory)
    {
        var engine = new SqliteEngine(new StorageOptions { Path = directory.StorePath });
        engine.Prepare();
        return engine;
    }

    private static void Copy(TestDirectory source, TestDirectory target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target.StorePath)!);
        foreach (var suffix in (string[])["", "-wal"])
        {
            File.Copy(source.StorePath + suffix, target.StorePath + suffix);
        }
    }

    private static int Length(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return (int)copy.Length;
    }
}

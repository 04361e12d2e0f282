using Detector.Hardening.Fuzzing.Messages;
using Microsoft.Data.Sqlite;

namespace Detector.Hardening.Fuzzing.Parsers;

/// <summary>What a real service has put into its store, in every form that has a version.</summary>
/// <param name="Reference">A whole reference.</param>
/// <param name="Reports">Reports of windows.</param>
/// <param name="Evidence">A monitor's evidence.</param>
/// <param name="Samples">Pieces of windows.</param>
internal sealed record StoredBlobs(byte[] Reference, IReadOnlyList<byte[]> Reports, IReadOnlyList<byte[]> Evidence, IReadOnlyList<byte[]> Samples)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a service until it has stored some of everything.</summary>
    public static async Task<StoredBlobs> MakeAsync()
    {
        await using var service = await FuzzedService.StartAsync();
        SQLitePCL.Batteries_V2.Init();
        using var store = new SqliteConnection($"Data Source={service.Store};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync();
        using var timeout = new CancellationTokenSource(Patience);
        while (Read(store, "SELECT report FROM monitor_window WHERE report IS NOT NULL").Count < 2)
        {
            await Task.Delay(50, timeout.Token);
        }

        return new StoredBlobs(
            [.. Read(store, $"SELECT bytes FROM reference_chunk JOIN reference ON id = reference_id WHERE name = '{MessageMaker.Reference}' ORDER BY ordinal").SelectMany(chunk => chunk)],
            Read(store, "SELECT report FROM monitor_window WHERE report IS NOT NULL"),
            Read(store, "SELECT evidence FROM monitor WHERE evidence IS NOT NULL"),
            Read(store, "SELECT samples FROM window_piece LIMIT 5"));
    }

    private static List<byte[]> Read(SqliteConnection store, string select)
    {
        using var command = store.CreateCommand();
        command.CommandText = select;
        using var rows = command.ExecuteReader();
        List<byte[]> blobs = [];
        while (rows.Read())
        {
            blobs.Add(rows.GetFieldValue<byte[]>(0));
        }

        return blobs;
    }
}

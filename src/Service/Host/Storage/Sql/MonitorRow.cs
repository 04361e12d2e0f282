using System.Text.Json;
using Detector.Detection.Judging;
using Detector.Host.Monitoring;

namespace Detector.Host.Storage.Sql;

/// <summary>A row of table monitor, with the name of its reference.</summary>
internal sealed record MonitorRow
{
    /// <summary>Selects rows without their evidence; the condition follows.</summary>
    public const string SelectLight = $"SELECT {Columns} FROM monitor";

    /// <summary>Selects rows; the condition follows.</summary>
    public const string Select = $"SELECT {Columns}, evidence AS Evidence FROM monitor";

    private const string Columns = """
        monitor.id AS Id, monitor.name AS Name, monitor.description AS Description, reference_id AS ReferenceId,
          (SELECT reference.name FROM reference WHERE reference.id = reference_id) AS ReferenceName, burn_in_windows AS BurnInWindows,
          settings AS Settings, monitor.seed AS Seed, monitor.state AS State, monitor.failure AS Failure,
          monitor.create_time_ms AS CreateTimeMs, update_time_ms AS UpdateTimeMs, reset_time_ms AS ResetTimeMs, resets AS Resets,
          create_request_id AS CreateRequestId, create_hash AS CreateHash, reset_request_id AS ResetRequestId, samples AS Samples,
          last_sample_time_ms AS LastSampleTimeMs, last_window AS LastWindow, judged_window AS JudgedWindow,
          judged_time_ms AS JudgedTimeMs, verdict AS Verdict, verdict_counts AS VerdictCounts, revision AS Revision
        """;

    /// <summary>Inserts a row and returns its id.</summary>
    public const string Insert = """
        INSERT INTO monitor (name, description, reference_id, burn_in_windows, settings, seed, state, failure, create_time_ms,
          update_time_ms, reset_time_ms, resets, create_request_id, create_hash, reset_request_id, samples, last_sample_time_ms,
          last_window, judged_window, judged_time_ms, verdict, verdict_counts, evidence, revision, lease_owner, lease_until_ms)
        VALUES (@Name, @Description, @ReferenceId, @BurnInWindows, @Settings, @Seed, @State, @Failure, @CreateTimeMs,
          @UpdateTimeMs, @ResetTimeMs, @Resets, @CreateRequestId, @CreateHash, @ResetRequestId, @Samples, @LastSampleTimeMs,
          @LastWindow, @JudgedWindow, @JudgedTimeMs, @Verdict, @VerdictCounts, @Evidence, @Revision, '', 0)
        RETURNING id
        """;

    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public long? ReferenceId { get; init; }

    public string? ReferenceName { get; init; }

    public long BurnInWindows { get; init; }

    public string Settings { get; init; } = "";

    public long Seed { get; init; }

    public string State { get; init; } = "";

    public string Failure { get; init; } = "";

    public long CreateTimeMs { get; init; }

    public long UpdateTimeMs { get; init; }

    public long? ResetTimeMs { get; init; }

    public long Resets { get; init; }

    public string CreateRequestId { get; init; } = "";

    public string CreateHash { get; init; } = "";

    public string ResetRequestId { get; init; } = "";

    public long Samples { get; init; }

    public long? LastSampleTimeMs { get; init; }

    public long LastWindow { get; init; }

    public long JudgedWindow { get; init; }

    public long? JudgedTimeMs { get; init; }

    public string Verdict { get; init; } = "";

    public string VerdictCounts { get; init; } = "";

    public byte[]? Evidence { get; init; }

    public long Revision { get; init; }

    /// <summary>The row of a monitor.</summary>
    public static MonitorRow From(StoredMonitor monitor) => new()
    {
        Id = monitor.Id,
        Name = monitor.Name,
        Description = monitor.Description,
        ReferenceId = monitor.ReferenceId,
        BurnInWindows = monitor.BurnInWindows,
        Settings = JsonSerializer.Serialize(monitor.Settings),
        Seed = unchecked((long)monitor.Seed),
        State = ToText(monitor.State),
        Failure = monitor.Failure,
        CreateTimeMs = monitor.CreateTime.ToMs(),
        UpdateTimeMs = monitor.UpdateTime.ToMs(),
        ResetTimeMs = monitor.ResetTime.ToMs(),
        Resets = monitor.Resets,
        CreateRequestId = monitor.CreateRequestId,
        CreateHash = monitor.CreateHash,
        ResetRequestId = monitor.ResetRequestId,
        Samples = monitor.Samples,
        LastSampleTimeMs = monitor.LastSampleTime.ToMs(),
        LastWindow = monitor.LastWindow,
        JudgedWindow = monitor.JudgedWindow,
        JudgedTimeMs = monitor.JudgedTime.ToMs(),
        Verdict = monitor.Verdict?.ToString() ?? "",
        VerdictCounts = JsonSerializer.Serialize(monitor.VerdictCounts),
        Evidence = monitor.Evidence,
        Revision = monitor.Revision,
    };

    /// <summary>The state as the store writes it.</summary>
    public static string ToText(MonitorState state) => state == MonitorState.BurningIn ? "burning_in" : "watching";

    /// <summary>The monitor of the row.</summary>
    public StoredMonitor ToMonitor() => new()
    {
        Id = Id,
        Name = Name,
        Description = Description,
        ReferenceId = ReferenceId,
        ReferenceName = ReferenceName ?? "",
        BurnInWindows = (int)BurnInWindows,
        Settings = JsonSerializer.Deserialize<MonitorSettings>(Settings)!,
        Seed = unchecked((ulong)Seed),
        State = State == "burning_in" ? MonitorState.BurningIn : MonitorState.Watching,
        Failure = Failure,
        CreateTime = CreateTimeMs.ToTime(),
        UpdateTime = UpdateTimeMs.ToTime(),
        ResetTime = ResetTimeMs.ToTime(),
        Resets = (int)Resets,
        CreateRequestId = CreateRequestId,
        CreateHash = CreateHash,
        ResetRequestId = ResetRequestId,
        Samples = Samples,
        LastSampleTime = LastSampleTimeMs.ToTime(),
        LastWindow = LastWindow,
        JudgedWindow = JudgedWindow,
        JudgedTime = JudgedTimeMs.ToTime(),
        Verdict = Verdict.Length == 0 ? null : Enum.Parse<Verdict>(Verdict),
        VerdictCounts = JsonSerializer.Deserialize<Dictionary<Verdict, long>>(VerdictCounts)!,
        Evidence = Evidence,
        Revision = Revision,
    };
}

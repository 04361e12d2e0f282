using System.Text.Json;

namespace Detector.Host.Storage.Sql;

/// <summary>A row of table reference, in SQLite's types.</summary>
internal sealed record ReferenceRow
{
    /// <summary>The columns, under the names of the properties.</summary>
    public const string Columns = """
        id AS Id, name AS Name, description AS Description, create_time_ms AS CreateTimeMs, sample_count AS SampleCount,
        fit_count AS FitCount, null_count AS NullCount, seed AS Seed, encoder_name AS EncoderName,
        encoder_fingerprint AS EncoderFingerprint, dimension AS Dimension, max_tokens AS MaxTokens, keeps_texts AS KeepsTexts,
        subsets AS Subsets, null_sizes AS NullSizes, null_draws AS NullDraws, cell_count AS CellCount,
        prompt_group_count AS PromptGroupCount, stored_bytes AS StoredBytes, content_hash AS ContentHash,
        state AS State, failure AS Failure
        """;

    /// <summary>Inserts a row and returns its id.</summary>
    public const string Insert = """
        INSERT INTO reference (name, description, create_time_ms, sample_count, fit_count, null_count, seed, encoder_name,
          encoder_fingerprint, dimension, max_tokens, keeps_texts, subsets, null_sizes, null_draws, cell_count,
          prompt_group_count, stored_bytes, content_hash, state, failure)
        VALUES (@Name, @Description, @CreateTimeMs, @SampleCount, @FitCount, @NullCount, @Seed, @EncoderName,
          @EncoderFingerprint, @Dimension, @MaxTokens, @KeepsTexts, @Subsets, @NullSizes, @NullDraws, @CellCount,
          @PromptGroupCount, @StoredBytes, @ContentHash, @State, @Failure)
        RETURNING id
        """;

    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public long CreateTimeMs { get; init; }

    public long SampleCount { get; init; }

    public long FitCount { get; init; }

    public long NullCount { get; init; }

    public long Seed { get; init; }

    public string EncoderName { get; init; } = "";

    public string EncoderFingerprint { get; init; } = "";

    public long Dimension { get; init; }

    public long MaxTokens { get; init; }

    public long KeepsTexts { get; init; }

    public string Subsets { get; init; } = "";

    public string NullSizes { get; init; } = "";

    public long NullDraws { get; init; }

    public long CellCount { get; init; }

    public long PromptGroupCount { get; init; }

    public long StoredBytes { get; init; }

    public string ContentHash { get; init; } = "";

    public string State { get; init; } = "";

    public string Failure { get; init; } = "";

    /// <summary>The row of a reference.</summary>
    public static ReferenceRow From(StoredReference reference) => new()
    {
        Id = reference.Id,
        Name = reference.Name,
        Description = reference.Description,
        CreateTimeMs = reference.CreateTime.ToUnixTimeMilliseconds(),
        SampleCount = reference.SampleCount,
        FitCount = reference.FitCount,
        NullCount = reference.NullCount,
        Seed = unchecked((long)reference.Seed),
        EncoderName = reference.EncoderName,
        EncoderFingerprint = reference.EncoderFingerprint,
        Dimension = reference.Dimension,
        MaxTokens = reference.MaxTokens,
        KeepsTexts = reference.KeepsTexts ? 1 : 0,
        Subsets = JsonSerializer.Serialize(reference.Subsets),
        NullSizes = JsonSerializer.Serialize(reference.NullSizes),
        NullDraws = reference.NullDraws,
        CellCount = reference.CellCount,
        PromptGroupCount = reference.PromptGroupCount,
        StoredBytes = reference.StoredBytes,
        ContentHash = reference.ContentHash,
        State = reference.State.ToString().ToLowerInvariant(),
        Failure = reference.Failure,
    };

    /// <summary>The reference of the row.</summary>
    public StoredReference ToReference() => new()
    {
        Id = Id,
        Name = Name,
        Description = Description,
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(CreateTimeMs),
        SampleCount = (int)SampleCount,
        FitCount = (int)FitCount,
        NullCount = (int)NullCount,
        Seed = unchecked((ulong)Seed),
        EncoderName = EncoderName,
        EncoderFingerprint = EncoderFingerprint,
        Dimension = (int)Dimension,
        MaxTokens = (int)MaxTokens,
        KeepsTexts = KeepsTexts != 0,
        Subsets = JsonSerializer.Deserialize<KeyValuePair<string, int>[]>(Subsets) ?? [],
        NullSizes = JsonSerializer.Deserialize<int[]>(NullSizes) ?? [],
        NullDraws = (int)NullDraws,
        CellCount = (int)CellCount,
        PromptGroupCount = (int)PromptGroupCount,
        StoredBytes = StoredBytes,
        ContentHash = ContentHash,
        State = Enum.Parse<ReferenceState>(State, ignoreCase: true),
        Failure = Failure,
    };
}

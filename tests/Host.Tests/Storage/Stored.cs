using Detector.Host.Storage;

namespace Detector.Host.Tests.Storage;

/// <summary>References for tests of the store.</summary>
internal static class Stored
{
    public static StoredReference Reference(string name) => new()
    {
        Name = name,
        Description = "ä description",
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123),
        SampleCount = 100,
        FitCount = 60,
        NullCount = 40,
        Seed = ulong.MaxValue - 3,
        EncoderName = "stub",
        EncoderFingerprint = new string('a', 64),
        Dimension = 16,
        MaxTokens = 128,
        KeepsTexts = true,
        Subsets = [new("city", 70), new("\"quoted\"", 30)],
        NullSizes = [32, 64],
        NullDraws = 99,
        CellCount = 8,
        PromptGroupCount = 3,
        State = ReferenceState.Ready,
    };
}

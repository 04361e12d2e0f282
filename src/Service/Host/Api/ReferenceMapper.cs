using Detector.Host.References;
using Detector.Host.Storage;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Api;

/// <summary>References as messages.</summary>
internal static class ReferenceMapper
{
    /// <summary>The message of a reference.</summary>
    public static V1.Reference ToMessage(ReferenceStatus status)
    {
        var reference = status.Stored;
        var message = new V1.Reference
        {
            Name = reference.Name,
            Description = reference.Description,
            CreateTime = Timestamp.FromDateTimeOffset(reference.CreateTime),
            SampleCount = reference.SampleCount,
            FitCount = reference.FitCount,
            NullCount = reference.NullCount,
            Seed = reference.Seed,
            Encoder = ToEncoder(reference),
            KeepsTexts = reference.KeepsTexts,
            NullDraws = reference.NullDraws,
            CellCount = reference.CellCount,
            PromptGroupCount = reference.PromptGroupCount,
            StoredBytes = reference.StoredBytes,
            State = ToState(status.State),
            CalibrationProgress = status.Progress,
            Failure = status.Failure,
        };
        message.NullSizes.AddRange(reference.NullSizes);
        message.Subsets.AddRange(reference.Subsets.Select(subset => new V1.SubsetCount { Subset = subset.Key, Count = subset.Value }));
        return message;
    }

    private static V1.EncoderInfo ToEncoder(StoredReference reference) => new()
    {
        Name = reference.EncoderName,
        Fingerprint = reference.EncoderFingerprint,
        Dimension = reference.Dimension,
        MaxTokens = reference.MaxTokens,
    };

    private static V1.ReferenceState ToState(ReferenceState state) => state switch
    {
        ReferenceState.Calibrating => V1.ReferenceState.Calibrating,
        ReferenceState.Failed => V1.ReferenceState.Failed,
        _ => V1.ReferenceState.Ready,
    };
}

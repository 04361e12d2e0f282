namespace Detector.Host.Api;

/// <summary>How many samples a message brings.</summary>
internal static class SampleCount
{
    /// <summary>Samples of a request; 0 of one that has none.</summary>
    public static int Of(object request) => request switch
    {
        V1.CreateReferenceRequest message => message.Samples.Count,
        V1.ScoreRequest message => message.Samples.Count,
        V1.ScoreStreamRequest message => message.Samples.Count,
        V1.CurateRequest message => message.Samples.Count,
        V1.SuggestSeedsRequest message => message.Samples.Count,
        V1.ObserveRequest message => message.Samples.Count,
        V1.ObserveStreamRequest message => message.Batch?.Samples.Count ?? 0,
        _ => 0,
    };
}

namespace Detector.Evaluation.Peers;

/// <summary>A rule that others use to judge a batch.</summary>
internal interface IPeer
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>Judges a batch.</summary>
    PeerReading Read(PeerView view);
}

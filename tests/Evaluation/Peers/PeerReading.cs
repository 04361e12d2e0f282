namespace Detector.Evaluation.Peers;

/// <summary>What a peer says of a batch.</summary>
/// <param name="Statistic">How unhealthy the batch is to the peer; comparable between batches of one size.</param>
/// <param name="Alarm">Whether its rule, as it is shipped, alarms.</param>
internal readonly record struct PeerReading(double Statistic, bool Alarm);

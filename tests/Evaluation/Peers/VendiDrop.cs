namespace Detector.Evaluation.Peers;

/// <summary>Vendi score of order 2 10 % below that of as many samples of the reference (Friedman and Dieng 2022; Pasarkar and Dieng 2023).</summary>
internal sealed class VendiDrop : IPeer
{
    public string Name => "vendi";

    public PeerReading Read(PeerView view) => Spread.Loss(Spread.VendiOfOrderTwo(view.Products), view.Ground.Vendi);
}

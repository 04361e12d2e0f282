namespace Detector.Detection.Judging;

/// <summary>Recognises one named pattern of scores.</summary>
internal interface ISignatureRule
{
    /// <summary>The pattern with its evidence, or null when it is not there.</summary>
    /// <param name="board">The judged scores.</param>
    Signature? Match(ScoreBoard board);
}

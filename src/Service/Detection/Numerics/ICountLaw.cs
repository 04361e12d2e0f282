namespace Detector.Detection.Numerics;

/// <summary>A distribution on a run of whole numbers, given by one mass and the ratios of neighbouring masses.</summary>
internal interface ICountLaw
{
    /// <summary>The least possible count.</summary>
    int First { get; }

    /// <summary>The greatest possible count.</summary>
    int Last { get; }

    /// <summary>The expected count.</summary>
    double Mean { get; }

    /// <summary>ln P(X = k) for a possible k.</summary>
    double LogMass(int k);

    /// <summary>P(X = k + 1) / P(X = k) for k in [First, Last).</summary>
    double Ratio(int k);
}

namespace Detector.Evaluation.Studies;

/// <summary>One part of the evaluation.</summary>
internal interface IStudy
{
    /// <summary>Its name for <c>--only</c>.</summary>
    string Name { get; }

    /// <summary>Whether its targets also hold for a smoke run's few and simple texts.</summary>
    bool HoldsInSmoke => false;

    /// <summary>Runs it and writes its tables.</summary>
    /// <param name="setting">What it works with.</param>
    /// <returns>Targets beside what was measured.</returns>
    IEnumerable<Target> Run(Setting setting);
}

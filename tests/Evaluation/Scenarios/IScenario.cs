using Detector.Evaluation.Benches;

namespace Detector.Evaluation.Scenarios;

/// <summary>A way to make batches, and what a detector should say of them.</summary>
internal interface IScenario
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>The reference it is judged against.</summary>
    BenchRecipe Bench { get; }

    /// <summary>What the report should say.</summary>
    Expectation Expected { get; }

    /// <summary>Sizes of its batches.</summary>
    IReadOnlyList<int> Sizes => [64, 256, 1024];

    /// <summary>What must be reached.</summary>
    IReadOnlyList<Goal> Goals => [];

    /// <summary>Whether drift tests are known to be blind to it, so that seeing it must show.</summary>
    bool IsEarlyCollapse => false;

    /// <summary>Makes a batch; null where the corpus has not what it takes.</summary>
    /// <param name="stage">The reference and the corpus.</param>
    /// <param name="size">Samples of the batch.</param>
    /// <param name="random">Makes every choice.</param>
    Damaged? Draw(Stage stage, int size, Random random);
}

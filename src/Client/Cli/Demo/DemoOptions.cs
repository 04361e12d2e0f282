using Detector.Cli.Demo.Language;
using Detector.Cli.Demo.Loop;
using Detector.Client;

namespace Detector.Cli.Demo;

/// <summary>How the demo runs.</summary>
public sealed record DemoOptions
{
    /// <summary>Number of the last generation. The default value is 10.</summary>
    public int Generations { get; init; } = 10;

    /// <summary>Passages each generation learns from and writes. The default value is 3000.</summary>
    public int Samples { get; init; } = 3000;

    /// <summary>Passages of each generation that are scored. The default value is 800.</summary>
    public int Batch { get; init; } = 800;

    /// <summary>Passages of each reference. The default value is 4000.</summary>
    public int ReferenceSize { get; init; } = 4000;

    /// <summary>Seed of every random choice. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Also run the arm that defends itself with the detector. The default value is false.</summary>
    public bool Defend { get; init; }

    /// <summary>Address of a running service. The default value is null: the demo starts its own.</summary>
    public DetectorClientOptions? Server { get; init; }

    /// <summary>The service program, used without <see cref="Server"/>. The default value is null.</summary>
    public string? ServiceProgram { get; init; }

    /// <summary>Folder with the addresses. The default value is null.</summary>
    public string? Corpus { get; init; }

    /// <summary>Keep the service and the references until the demo is interrupted. The default value is false.</summary>
    public bool Keep { get; init; }

    /// <summary>File for every figure, as JSON. The default value is null: none.</summary>
    public string? JsonFile { get; init; }

    /// <summary>How long passages are, human and written ones.</summary>
    public PassageShape Shape { get; init; } = new();

    /// <summary>The language model: trigrams, mildly sharpened, as text generation usually is.</summary>
    public NgramOptions Model { get; init; } = new(Order: 3, BackOff: 0.1, Temperature: 0.95);

    /// <summary>The arms of the loop, in their order.</summary>
    public IReadOnlyList<Arm> Arms => Defend ? [Arm.Replace, Arm.Accumulate, Arm.Defend] : [Arm.Replace, Arm.Accumulate];

    /// <summary>The self-consuming loop.</summary>
    public LoopOptions Loop => new(Model, Shape, Samples, Seed);
}

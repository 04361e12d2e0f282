using Detector.Cli.Demo.Loop;
using Detector.V1;

namespace Detector.Cli.Demo.Results;

/// <summary>What the service says of one generation against both references.</summary>
/// <param name="Arm">The arm.</param>
/// <param name="Number">The generation.</param>
/// <param name="AgainstHealthy">Against what generation 0 writes.</param>
/// <param name="AgainstHuman">Against human passages.</param>
public sealed record GenerationReport(Arm Arm, int Number, Report AgainstHealthy, Report AgainstHuman);

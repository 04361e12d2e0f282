using System.Text.Json.Serialization;

namespace Detector.Host.Web;

/// <summary>A reference in two dimensions.</summary>
/// <param name="SampleCount">Number of its samples that the plane is fitted to.</param>
/// <param name="Points">Those of them that are shown, pairs of coordinates.</param>
/// <param name="Cells">The centre of each cell, by its number.</param>
/// <param name="VarianceShares">Share of the variance along each axis, 0 to 1.</param>
internal sealed record ReferenceMapAnswer(
    int SampleCount, IReadOnlyList<float[]> Points, IReadOnlyList<float[]> Cells, IReadOnlyList<double> VarianceShares);

/// <summary>A window on the plane of its reference.</summary>
/// <param name="Points">Its samples that are shown, pairs of coordinates.</param>
internal sealed record WindowMapAnswer(IReadOnlyList<float[]> Points);

/// <summary>Writes maps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReferenceMapAnswer))]
[JsonSerializable(typeof(WindowMapAnswer))]
internal sealed partial class MapJson : JsonSerializerContext;

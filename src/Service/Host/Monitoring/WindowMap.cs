using Detector.Detection.Samples;
using Detector.Host.References;

namespace Detector.Host.Monitoring;

/// <summary>Where samples of a judged window lie on the plane of its reference. Embeddings are not kept, so it is made with the report.</summary>
/// <param name="ReferenceHash">Hash of the reference's content: another reference of the same name has another plane.</param>
/// <param name="Points">Pairs of coordinates, at most <see cref="MostPoints"/>, rounded to a thousandth.</param>
internal sealed record WindowMap(string ReferenceHash, IReadOnlyList<float[]> Points)
{
    /// <summary>Most samples that are placed; two numbers each, a report grows by some 3 kB.</summary>
    public const int MostPoints = 512;

    private const int Digits = 3;

    /// <summary>Places samples.</summary>
    public static WindowMap Of(LoadedReference reference, EmbeddingMatrix embeddings) => new(
        reference.Stored.ContentHash,
        [.. reference.Distribution.Plane.Project(embeddings, MostPoints).Select(Round)]);

    /// <summary>A point as precise as a map needs it.</summary>
    public static float[] Round(float[] point) => [.. point.Select(coordinate => MathF.Round(coordinate, Digits))];
}

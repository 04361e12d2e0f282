namespace Detector.Detection.Calibration;

/// <summary>The labels of the samples that nulls are drawn from and recall is measured on, as far as they occur often enough.</summary>
/// <param name="Names">Labels of at least <see cref="Fewest"/> samples, in ordinal order.</param>
/// <param name="Numbers">Of each sample the number of its label in <paramref name="Names"/>; -1 for none of them.</param>
internal sealed record SubsetLabels(string[] Names, int[] Numbers)
{
    /// <summary>Fewest samples of a label.</summary>
    public const int Fewest = 10;

    /// <summary>No labels.</summary>
    public static SubsetLabels None { get; } = new([], []);

    /// <summary>Numbers labels.</summary>
    /// <param name="subsets">Label of each sample, or null.</param>
    public static SubsetLabels Of(IReadOnlyList<string?> subsets)
    {
        string[] names =
        [
            .. subsets.OfType<string>().GroupBy(label => label, StringComparer.Ordinal).Where(group => group.Count() >= Fewest)
                .Select(group => group.Key).Order(StringComparer.Ordinal),
        ];
        int NumberOf(string? label) => label is null ? -1 : Math.Max(-1, Array.BinarySearch(names, label, StringComparer.Ordinal));
        return names.Length == 0 ? None : new SubsetLabels(names, [.. subsets.Select(NumberOf)]);
    }
}

namespace Detector.Cli.Demo.HumanText;

/// <summary>Spans of years with a language of their own.</summary>
public static class Eras
{
    private static readonly int[] FirstYears = [1790, 1829, 1861, 1901, 1946, 1990];

    /// <summary>The span a year falls in, for example <c>1861-1900</c>; the first and last are open.</summary>
    /// <param name="year">The year.</param>
    public static string Of(int year)
    {
        var index = Array.FindLastIndex(FirstYears, first => first <= year);
        if (index <= 0)
        {
            return $"to {FirstYears[1] - 1}";
        }

        return index == FirstYears.Length - 1 ? $"from {FirstYears[^1]}" : $"{FirstYears[index]}-{FirstYears[index + 1] - 1}";
    }
}

using System.Text;

namespace Detector.Host.Telemetry;

/// <summary>The names of enum members as they appear in errors and metrics.</summary>
internal static class Words
{
    /// <summary>EmptyBatch becomes EMPTY_BATCH.</summary>
    public static string Capitals<T>(T value)
        where T : struct, Enum => Snake(value).ToUpperInvariant();

    /// <summary>EmptyBatch becomes empty_batch.</summary>
    public static string Snake<T>(T value)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter) && words.Length > 0)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}

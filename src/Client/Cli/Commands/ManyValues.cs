using System.CommandLine;

namespace Detector.Cli.Commands;

/// <summary>Options that take any number of values: without a check, an option that does not exist passes for one more value.</summary>
internal static class ManyValues
{
    /// <summary>Refuses values that begin as options do.</summary>
    /// <param name="option">The option.</param>
    /// <param name="problem">What is wrong with such a value; null when nothing is.</param>
    public static void RefuseUnknownOptions(this Option<string[]> option, Func<string, string?> problem) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            if (problem(token.Value) is { } message)
            {
                result.AddError(message);
            }
        }
    });
}

using System.CommandLine;
using System.CommandLine.Parsing;

namespace Detector.Cli.Commands;

/// <summary>
/// Options and arguments that take any number of values: without a check, an option that does not exist passes for one more value.
/// </summary>
internal static class ManyValues
{
    /// <summary>Refuses values that begin as options do.</summary>
    /// <param name="option">The option.</param>
    /// <param name="problem">What is wrong with such a value; null when nothing is.</param>
    public static void RefuseUnknownOptions(this Option<string[]> option, Func<string, string?> problem) =>
        option.Validators.Add(result => Refuse(result, result.Tokens, problem));

    /// <summary>Refuses values that begin as options do.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="problem">What is wrong with such a value; null when nothing is.</param>
    public static void RefuseUnknownOptions(this Argument<string[]> argument, Func<string, string?> problem) =>
        argument.Validators.Add(result => Refuse(result, result.Tokens, problem));

    private static void Refuse(SymbolResult result, IReadOnlyList<Token> tokens, Func<string, string?> problem)
    {
        foreach (var token in tokens.Where(token => token.Value.StartsWith('-')))
        {
            if (problem(token.Value) is { } message)
            {
                result.AddError(message);
            }
        }
    }
}

using System.Text.RegularExpressions;
using Detector.Host.Errors;

namespace Detector.Host.Api;

/// <summary>Checks that several requests share.</summary>
internal static partial class FieldChecks
{
    /// <summary>Longest description in bytes of UTF-8.</summary>
    public const int DescriptionBytes = 4096;

    /// <summary>Longest id of a request or stream in bytes of UTF-8.</summary>
    public const int RequestIdBytes = 128;

    private const int LongestName = 128;
    private const int DefaultPage = 100;
    private const int LargestPage = 1000;

    /// <summary>Notes a name that is missing or of a wrong form.</summary>
    public static void CheckName(string name, string what, string field, Violations violations, int longest = LongestName)
    {
        if (name.Length == 0)
        {
            violations.Add(field, ErrorReason.MissingField, $"{what} needs a name.");
        }
        else if (name.Length > longest || !AllowedName().IsMatch(name))
        {
            violations.Add(
                field,
                ErrorReason.InvalidName,
                $"A name is 1 to {longest} characters of a-z, A-Z, 0-9, dot, dash and underscore, and starts with a letter or digit.");
        }
    }

    /// <summary>Notes a text that is too long or holds the character NUL, which not every store can keep.</summary>
    public static void CheckText(string text, int limit, string field, Violations violations)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(text) > limit)
        {
            violations.Add(field, ErrorReason.FieldTooLong, $"It is longer than {limit} bytes of UTF-8.");
        }
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            violations.Add(field, ErrorReason.InvalidField, "It holds the character NUL.");
        }
    }

    /// <summary>The size of a page.</summary>
    /// <exception cref="ServiceException">InvalidPage.</exception>
    public static int PageSize(int size) => size switch
    {
        0 => DefaultPage,
        > 0 and <= LargestPage => size,
        _ => throw ServiceException.BadInput(
            "page_size", ErrorReason.InvalidPage, $"It is {size}; 1 to {LargestPage} are allowed, 0 takes {DefaultPage}."),
    };

    /// <summary>Ends the call when a name is missing, or has a form that no name has: errors give names back.</summary>
    /// <exception cref="ServiceException">MissingField or InvalidName.</exception>
    public static void RequireName(string name, string field, string what)
    {
        RequireGiven(name, field, $"{what} name");
        RequireForm(name, field);
    }

    /// <summary>Ends the call when a name has a form that no name has.</summary>
    /// <exception cref="ServiceException">InvalidName.</exception>
    public static void RequireForm(string name, string field)
    {
        var violations = new Violations();
        CheckName(name, "It", field, violations);
        violations.Throw();
    }

    /// <summary>Ends the call when a field is missing.</summary>
    /// <exception cref="ServiceException">MissingField.</exception>
    public static void RequireGiven(string value, string field, string what)
    {
        if (value.Length == 0)
        {
            throw ServiceException.BadInput(field, ErrorReason.MissingField, $"The call needs {what}.");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]*\z")]
    private static partial Regex AllowedName();
}

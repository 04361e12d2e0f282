namespace Detector.Cli.Input;

/// <summary>Names of the fields of a row; null where the default names are tried.</summary>
public sealed record FieldNames
{
    /// <summary>Names tried for the text, in this order.</summary>
    public static IReadOnlyList<string> TextDefaults { get; } = ["text", "output", "completion", "response"];

    /// <summary>Field of the text.</summary>
    public string? Text { get; init; }

    /// <summary>Field of the prompt. The default is <c>prompt</c>.</summary>
    public string? Prompt { get; init; }

    /// <summary>Field of the group. The default is <c>group</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Field of the subset. The default is <c>subset</c>.</summary>
    public string? Subset { get; init; }

    /// <summary>Field of the origin: who made the text. The default is <c>origin</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>Field of the id. The default is <c>id</c>.</summary>
    public string? Id { get; init; }
}

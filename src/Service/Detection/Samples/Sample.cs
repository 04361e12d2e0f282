namespace Detector.Detection.Samples;

/// <summary>One model output.</summary>
/// <param name="Text">The output's text, not blank.</param>
public sealed record Sample(string Text)
{
    /// <summary>The caller's name for the sample, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The prompt the output answers, or null.</summary>
    public string? Prompt { get; init; }

    /// <summary>Names the outputs to one prompt, or null; then <see cref="Prompt"/> groups them.</summary>
    public string? Group { get; init; }

    /// <summary>The caller's label, or null.</summary>
    public string? Subset { get; init; }

    /// <summary>When the output was made, or null.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What groups the outputs to one prompt: the group, else the prompt, else null.</summary>
    public string? GroupKey => Group ?? Prompt;
}

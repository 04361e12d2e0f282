using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>Watches for named fields that no row has. That is no error: a subset may be gone from a batch, which is what is looked for.</summary>
internal sealed class UnseenFields(FieldNames names)
{
    private bool _prompt;
    private bool _group;
    private bool _subset;
    private bool _id;

    /// <summary>The named fields not seen so far, with their options.</summary>
    public IReadOnlyList<(string Option, string Field)> Fields
    {
        get
        {
            (string Option, string? Field, bool Seen)[] fields =
            [
                ("--prompt-field", names.Prompt, _prompt),
                ("--group-field", names.Group, _group),
                ("--subset-field", names.Subset, _subset),
                ("--id-field", names.Id, _id),
            ];
            return [.. fields.Where(f => f is { Field: not null, Seen: false }).Select(f => (f.Option, f.Field!))];
        }
    }

    public void Note(Sample sample)
    {
        _prompt |= sample.HasPrompt;
        _group |= sample.HasGroup;
        _subset |= sample.HasSubset;
        _id |= sample.HasId;
    }
}

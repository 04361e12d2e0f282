using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>Which column of a CSV file holds what.</summary>
internal sealed class CsvColumns
{
    private int? _prompt;
    private int? _group;
    private int? _subset;
    private int? _id;
    private int? _origin;

    /// <summary>Number of columns.</summary>
    public required int Count { get; init; }

    /// <summary>Column of the text, from 0.</summary>
    public required int Text { get; init; }

    /// <exception cref="InputException">A named column is missing, a name occurs twice, or no column holds the text.</exception>
    public static CsvColumns Find(CsvRecord header, FieldNames names, string file)
    {
        var position = new RowPosition(file, header.Line);
        if (header.Defect is { } defect)
        {
            throw new InputException(position, $"in the header row: {defect}");
        }

        var columns = header.Fields.Select(f => f.Trim()).ToList();
        if (columns.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new InputException(position, $"the header names column '{twice.Key}' twice");
        }

        int? Named(string? name, string option, string fallback)
        {
            var index = columns.IndexOf(name ?? fallback);
            return index >= 0 ? index
                : name is null ? null
                : throw new InputException(position, $"no column '{name}' ({option}); the header has {List(columns)}");
        }

        var text = names.Text is null
            ? FieldNames.TextDefaults.Select(d => (int?)columns.IndexOf(d)).FirstOrDefault(i => i >= 0)
            : Named(names.Text, "--text-field", "");
        return new CsvColumns
        {
            Count = columns.Count,
            Text = text ?? throw new InputException(
                position, $"no column {string.Join(", ", FieldNames.TextDefaults)}; name the text's column with --text-field, one of {List(columns)}"),
            _prompt = Named(names.Prompt, "--prompt-field", "prompt"),
            _group = Named(names.Group, "--group-field", "group"),
            _subset = Named(names.Subset, "--subset-field", "subset"),
            _id = Named(names.Id, "--id-field", "id"),
            _origin = Named(names.Origin, "--origin-field", "origin"),
        };
    }

    /// <summary>Who made the text; null when the row does not say.</summary>
    public string? OriginOf(IReadOnlyList<string> fields) => _origin is { } column && fields[column].Length > 0 ? fields[column] : null;

    public Sample ToSample(IReadOnlyList<string> fields, string text)
    {
        var sample = new Sample { Text = text };
        Set(_prompt, v => sample.Prompt = v);
        Set(_group, v => sample.Group = v);
        Set(_subset, v => sample.Subset = v);
        Set(_id, v => sample.Id = v);
        return sample;

        void Set(int? column, Action<string> set)
        {
            if (column is { } c && fields[c].Length > 0)
            {
                set(fields[c]);
            }
        }
    }

    private static string List(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"'{c}'"));
}

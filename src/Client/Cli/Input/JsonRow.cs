using System.Text.Json;
using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>
/// One JSON object as samples. The text is the field asked for, else <c>text</c>, else the last assistant message of
/// <c>messages</c>, else <c>choices[].message.content</c> (one sample each; also inside <c>response.body</c>, as in batch
/// output files), else <c>output</c>, <c>completion</c> or <c>response</c>.
/// </summary>
internal sealed class JsonRow(JsonElement row, FieldNames names)
{
    /// <summary>Who made the texts; null when the row does not say.</summary>
    public string? Origin => LabelOf(names.Origin ?? "origin");

    /// <exception cref="RowDefectException">The row holds no text.</exception>
    public IReadOnlyList<Sample> ToSamples()
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            throw new RowDefectException(row.ValueKind == JsonValueKind.Array
                ? "a JSON array; one object a line is needed (jq -c '.[]' makes that of an array)"
                : $"the row is {Name(row.ValueKind)}; an object with a text is needed");
        }

        if (names.Text is { } field)
        {
            return [Complete(new Sample { Text = TextOf(field) ?? throw Missing($"no field '{field}' (--text-field)") })];
        }

        if (TextOf("text") is { } text)
        {
            return [Complete(new Sample { Text = text })];
        }

        if (Find("messages", JsonValueKind.Array) is { } messages)
        {
            return [Complete(ChatMessages.ToSample(messages))];
        }

        if (Choices() is { } choices)
        {
            return CompleteAll(choices);
        }

        text = FieldNames.TextDefaults.Skip(1).Select(TextOf).FirstOrDefault(t => t is not null);
        return [Complete(new Sample { Text = text ?? throw Missing("no text: none of the fields text, messages, choices, output, completion, response") })];
    }

    private RowDefectException Missing(string what)
    {
        var fields = string.Join(", ", row.EnumerateObject().Take(8).Select(p => $"'{p.Name}'"));
        return new RowDefectException($"{what}; the row has {(fields.Length == 0 ? "no fields" : fields)}");
    }

    private JsonElement? Choices()
    {
        if (Find("choices", JsonValueKind.Array) is { } choices)
        {
            return choices;
        }

        return row.TryGetProperty("response", out var response)
            && response.ValueKind == JsonValueKind.Object
            && response.TryGetProperty("body", out var body)
            && body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty("choices", out choices)
            && choices.ValueKind == JsonValueKind.Array
                ? choices
                : null;
    }

    private List<Sample> CompleteAll(JsonElement choices)
    {
        var samples = choices.EnumerateArray().Select(c => Complete(new Sample { Text = ChatMessages.ChoiceText(c) })).ToList();
        if (samples.Count == 0)
        {
            throw new RowDefectException("'choices' is empty");
        }

        // The choices of one row answer one prompt, and ids are unique in a call.
        for (var i = 0; samples.Count > 1 && i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.HasId)
            {
                sample.Group = sample.HasGroup ? sample.Group : sample.Id;
                sample.Id = $"{sample.Id}#{i}";
            }
        }

        return samples;
    }

    private Sample Complete(Sample sample)
    {
        if (string.IsNullOrWhiteSpace(sample.Text))
        {
            throw new RowDefectException("the text is blank");
        }

        if (LabelOf(names.Prompt ?? "prompt") is { } prompt)
        {
            sample.Prompt = prompt;
        }

        if (LabelOf(names.Group ?? "group") is { } group)
        {
            sample.Group = group;
        }

        if (LabelOf(names.Subset ?? "subset") is { } subset)
        {
            sample.Subset = subset;
        }

        if ((LabelOf(names.Id ?? "id") ?? (names.Id is null ? LabelOf("custom_id") : null)) is { } id)
        {
            sample.Id = id;
        }

        return sample;
    }

    private string? TextOf(string field)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new RowDefectException($"field '{field}' is {Name(value.ValueKind)}; a string is needed");
    }

    // Labels only need to be told apart, so a number or a structured prompt serves in its JSON form.
    private string? LabelOf(string field)
    {
        if (!row.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var label = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return label is { Length: > 0 } ? label : null;
    }

    private JsonElement? Find(string field, JsonValueKind kind) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == kind ? value : null;

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}

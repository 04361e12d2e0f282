using System.Globalization;
using System.Text.Json;

namespace Detector.Cli.Gate.Policy;

/// <summary>A JSON object of a policy, read field by field; what is wrong is gathered with the field's path.</summary>
internal sealed class PolicyObject
{
    private readonly Dictionary<string, JsonElement> _fields = [];
    private readonly HashSet<string> _known = [];
    private readonly string _path;
    private readonly List<string> _errors;

    /// <param name="element">The object.</param>
    /// <param name="path">Where it is, with a dot at the end; empty for the policy itself.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public PolicyObject(JsonElement element, string path, List<string> errors)
    {
        (_path, _errors) = (path, errors);
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add($"{(path.Length > 0 ? path.TrimEnd('.') : "the policy")}: an object is needed");
            return;
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!_fields.TryAdd(field.Name, field.Value))
            {
                Wrong(field.Name, "is there twice");
            }
        }
    }

    /// <summary>Notes that a field is wrong.</summary>
    public void Wrong(string field, string what) => _errors.Add($"{_path}{field}: {what}");

    /// <summary>Names the fields that were not asked for.</summary>
    public void End()
    {
        foreach (var field in _fields.Keys.Except(_known))
        {
            Wrong(field, $"is not known; there are {string.Join(", ", _known)}");
        }
    }

    public PolicyObject? Object(string field) => Find(field) is { } value ? new PolicyObject(value, $"{_path}{field}.", _errors) : null;

    public T Choice<T>(string field, IReadOnlyDictionary<string, T> choices, T otherwise)
        where T : struct => OptionalChoice(field, choices) ?? otherwise;

    public T? OptionalChoice<T>(string field, IReadOnlyDictionary<string, T> choices)
        where T : struct => Find(field) is { } value ? Chosen(field, value, choices) : null;

    public IReadOnlyList<T> Choices<T>(string field, IReadOnlyDictionary<string, T> choices, IReadOnlyList<T> otherwise)
        where T : struct => Find(field) is { } value
            ? [.. Items(field, value).Select((item, i) => Chosen($"{field}[{i}]", item, choices)).OfType<T>()]
            : otherwise;

    public IReadOnlyList<string> Texts(string field, IReadOnlyList<string> otherwise)
    {
        if (Find(field) is not { } value)
        {
            return otherwise;
        }

        List<string> texts = [];
        foreach (var (index, item) in Items(field, value).Index())
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                Wrong($"{field}[{index}]", "a string is needed");
            }
        }

        return texts;
    }

    public double? Number(string field, double from, double to)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= from && number <= to)
        {
            return number;
        }

        Wrong(field, string.Create(CultureInfo.InvariantCulture, $"a number from {from:0.####} to {to:0.####} is needed"));
        return null;
    }

    public bool Truth(string field, bool otherwise)
    {
        if (Find(field) is not { } value)
        {
            return otherwise;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Wrong(field, "true or false is needed");
        return otherwise;
    }

    private JsonElement? Find(string field)
    {
        _known.Add(field);
        return _fields.TryGetValue(field, out var value) ? value : null;
    }

    private JsonElement[] Items(string field, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray()];
        }

        Wrong(field, "a list is needed");
        return [];
    }

    private T? Chosen<T>(string field, JsonElement value, IReadOnlyDictionary<string, T> choices)
        where T : struct
    {
        if (value.ValueKind == JsonValueKind.String && choices.TryGetValue(value.GetString()!, out var choice))
        {
            return choice;
        }

        Wrong(field, $"{(value.ValueKind == JsonValueKind.String ? $"'{value.GetString()}' is" : "is")} none of {string.Join(", ", choices.Keys)}");
        return null;
    }
}

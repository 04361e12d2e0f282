using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Detector.Host.Options;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Options;

/// <summary>What the chart, the image and compose.yaml set must be options of the service, which has the last word on their ranges.</summary>
public sealed partial class DeploymentOptionsTests
{
    /// <summary>Options that the chart has values of its own for; its option values must not contradict them.</summary>
    private static readonly string[] OfTheChart =
        ["Listen", "Auth", "Tls", "Storage:Engine", "Storage:Connection", "Storage:Path", "Encoder:Path", "Drain"];

    public static TheoryData<string> Files => [.. Deployment().Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_options_of_the_service_are_set(string file)
    {
        var text = File.ReadAllText(Repository.PathOf(file));
        var known = Options().Select(option => $"{option.Section}__{option.Property.Name}").ToHashSet();
        Assert.Empty(Setting().Matches(text).Select(match => match.Value).Where(name => !known.Contains(name)).Distinct());
    }

    [Fact]
    public void The_chart_sets_what_it_must()
    {
        var set = Deployment().SelectMany(path => Setting().Matches(File.ReadAllText(path))).Select(match => match.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "Listen__Address", "Storage__Engine", "Storage__Connection", "Drain__Seconds", "Log__Format" }, set);
    }

    [Fact]
    public void The_schema_of_the_charts_options_is_that_of_the_service()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Repository.PathOf("helm", "detector", "values.schema.json")))!;
        var stated = schema["properties"]!["options"]!;
        var wanted = Section(
            from option in Options()
            where !OfTheChart.Contains(option.Section) && !OfTheChart.Contains($"{option.Section}:{option.Property.Name}")
            group option by option.Section into section
            select KeyValuePair.Create(section.Key, (JsonNode?)Section(section.Select(option => KeyValuePair.Create(option.Property.Name, (JsonNode?)Describe(option.Property))))));
        Assert.True(JsonNode.DeepEquals(wanted, stated), $"properties.options of values.schema.json must be\n{wanted.ToJsonString(new() { WriteIndented = true })}");
    }

    private static JsonObject Section(IEnumerable<KeyValuePair<string, JsonNode?>> properties) =>
        new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = new JsonObject(properties) };

    private static JsonObject Describe(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type.IsEnum)
        {
            return new() { ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(name))]) };
        }

        if (type == typeof(string) || type == typeof(bool))
        {
            return new() { ["type"] = type == typeof(string) ? "string" : "boolean" };
        }

        var range = property.GetCustomAttribute<RangeAttribute>()!;
        return new()
        {
            ["type"] = "integer",
            ["minimum"] = Convert.ToInt64(range.Minimum, null),
            ["maximum"] = Convert.ToInt64(range.Maximum, null),
        };
    }

    private static IEnumerable<(string Section, PropertyInfo Property)> Options() =>
        from section in typeof(DetectorOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from option in section.PropertyType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where option.CanWrite
        select (section.Name, option);

    private static IEnumerable<string> Deployment() =>
        Directory.GetFiles(Repository.PathOf("helm", "detector"), "*.*", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Repository.PathOf("compose")))
            .Append(Repository.PathOf("Dockerfile"))
            .Append(Repository.PathOf("compose.yaml"))
            .Append(Repository.PathOf("docs", "operations.md"))
            .Where(path => Setting().IsMatch(File.ReadAllText(path)));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+__[A-Z][A-Za-z]+\b")]
    private static partial Regex Setting();
}

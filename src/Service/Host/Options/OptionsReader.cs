using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Detector.Host.Options;

/// <summary>Reads option sections and collects everything that is wrong with them, so that one start shows it all.</summary>
/// <param name="configuration">Where from.</param>
internal sealed class OptionsReader(IConfiguration configuration)
{
    private readonly List<string> _problems = [];

    /// <summary>What was wrong so far, one line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads one section; what is missing keeps its default.</summary>
    /// <param name="name">The section's name.</param>
    public T Read<T>(string name)
        where T : class, new()
    {
        var section = configuration.GetSection(name);
        var properties = typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        var options = new T();
        foreach (var entry in section.GetChildren())
        {
            if (!properties.TryGetValue(entry.Key, out var property))
            {
                _problems.Add($"{entry.Path}: there is no such option; section {name} has {string.Join(", ", properties.Values.Select(p => p.Name))}.");
            }
            else if (entry.Value is { } value)
            {
                Set(options, property, entry.Path, value);
            }
        }

        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        _problems.AddRange(results.Select(result => Describe(name, options, result)));
        return options;
    }

    private void Set(object options, PropertyInfo property, string path, string value)
    {
        try
        {
            property.SetValue(options, TypeDescriptor.GetConverter(property.PropertyType).ConvertFromInvariantString(value));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException)
        {
            _problems.Add($"{path}: '{value}' is not {Wanted(property.PropertyType)}.");
        }
    }

    private static string Wanted(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : type == typeof(bool) ? "true or false" : "a whole number";

    private static string Describe(string section, object options, ValidationResult result)
    {
        var member = result.MemberNames.FirstOrDefault() ?? "";
        var value = options.GetType().GetProperty(member)?.GetValue(options);
        return $"{section}:{member}: {result.ErrorMessage} It is {value ?? "not set"}.";
    }
}

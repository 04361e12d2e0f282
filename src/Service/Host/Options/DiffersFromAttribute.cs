using System.ComponentModel.DataAnnotations;

namespace Detector.Host.Options;

/// <summary>The port is not the same as another port; 0 (any free port) may be given twice.</summary>
/// <param name="other">Name of the other port's property.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal sealed class DiffersFromAttribute(string other) : ValidationAttribute
{
    /// <summary>Name of the other port's property.</summary>
    public string Other { get; } = other;

    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        var taken = validationContext.ObjectType.GetProperty(Other)!.GetValue(validationContext.ObjectInstance);
        return value is 0 || !Equals(value, taken)
            ? ValidationResult.Success
            : new ValidationResult($"'{validationContext.DisplayName}' must differ from {Other}; both are {value}.");
    }
}

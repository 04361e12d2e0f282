using System.Reflection;
using Detector.V1;
using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace Detector.Hardening.Fuzzing.Wire;

/// <summary>Every method that the service serves, as the descriptors list them: what is added to a proto is fuzzed without a change here.</summary>
internal static class Served
{
    /// <summary>The methods.</summary>
    public static IReadOnlyList<MethodDescriptor> Methods { get; } =
    [
        .. new[] { typeof(ScoringService).Assembly, typeof(HealthReflection).Assembly, typeof(ReflectionReflection).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .SelectMany(file => file.Services)
            .SelectMany(service => service.Methods)
            .DistinctBy(method => method.FullName),
    ];

    /// <summary>A method's path.</summary>
    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";
}

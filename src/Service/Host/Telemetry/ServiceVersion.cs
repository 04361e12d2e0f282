using System.Reflection;

namespace Detector.Host.Telemetry;

/// <summary>The release that runs.</summary>
internal static class ServiceVersion
{
    /// <summary>For example 0.1.0.</summary>
    public static string Current { get; } =
        typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

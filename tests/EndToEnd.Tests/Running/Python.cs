using System.Reflection;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>Python scripts, run by Debian's own Python: it is the one that sees Debian's packages.</summary>
internal static class Python
{
    /// <summary>A script of the repository.</summary>
    /// <param name="path">Its path from the top of the repository.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Command Script(string path, params string[] arguments) => new("/usr/bin/python3", [Repository.PathOf(path), .. arguments])
    {
        Environment = { ["PROTOC"] = Protoc, ["PYTHONDONTWRITEBYTECODE"] = "1" },
    };

    private static string Protoc => Path.Combine(
        Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "GrpcTools").Value!,
        "tools", "linux_x64", "protoc");
}

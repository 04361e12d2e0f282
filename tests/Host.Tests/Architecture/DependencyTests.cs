using System.Reflection;
using Detector.Detection.Judging;
using Detector.Encoding;
using Detector.Host.Lifetime;
using Detector.Tests.Shared;

namespace Detector.Host.Tests.Architecture;

public sealed class DependencyTests
{
    [Fact]
    public void Detection_knows_nothing_but_the_platform_and_numerics() =>
        Assert.All(ReferencesOf(typeof(Judge).Assembly), name =>
            Assert.True(name.StartsWith("System.", StringComparison.Ordinal) || name == "MathNet.Numerics", name));

    [Fact]
    public void Encoding_knows_nothing_of_ours() =>
        Assert.DoesNotContain(ReferencesOf(typeof(ITextEncoder).Assembly), IsOurs);

    [Fact]
    public void The_host_knows_protos_encoding_and_detection_of_ours() =>
        Assert.Equal(
            ["Detector.Detection", "Detector.Encoding", "Detector.Protos"],
            ReferencesOf(typeof(ServiceHost).Assembly).Where(IsOurs).Order());

    [Theory]
    [InlineData("Service/Host/Storage", "Service", @"\b(Dapper|Microsoft\.Data\.Sqlite|SQLitePCL|Sqlite(Connection|Command|Exception|Transaction)|Npgsql\w*)\b")]
    [InlineData("Service/Host/Api", "Service", @"\b(V1\.|Detector\.V1\b|Grpc\.Core\b|Google\.(Protobuf|Rpc)\b)")]
    [InlineData("Service/Encoding", "", @"\bOnnxRuntime\b")]
    [InlineData("Service/Host/Telemetry", "Service", @"\b(CollectorRegistry|Metrics\.(WithCustomRegistry|NewCustomRegistry|Create\w+))\b")]
    public void Only_one_folder_knows(string folder, string within, string pattern)
    {
        var root = Repository.PathOf("src");
        var users = Directory.EnumerateFiles(Path.Combine(root, within), "*.cs", SearchOption.AllDirectories)
            .Where(file => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(file), pattern))
            .Select(file => Path.GetRelativePath(root, file))
            .ToArray();
        Assert.NotEmpty(users);
        Assert.All(users, user => Assert.StartsWith(folder + "/", user, StringComparison.Ordinal));
    }

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);

    private static bool IsOurs(string name) =>
        name.StartsWith("Detector.", StringComparison.Ordinal) || name is "detector" or "detector-service";
}

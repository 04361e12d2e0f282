using System.Reflection;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests;

/// <summary>Clients in other languages that share no code with ours; their assertions are in tests/Interop.</summary>
public sealed class ForeignClientTests(RunningService service) : IClassFixture<RunningService>
{
    private string Address => service.Process.GrpcAddress.Authority;

    [Fact]
    public async Task A_Python_client_creates_scores_lists_and_deletes()
    {
        var descriptors = Path.Combine(service.Folder, "descriptors.bin");
        (await Protoc(descriptors).RunAsync()).Ended(0);
        // Debian's own Python: it is the one that sees Debian's packages.
        (await new Command("/usr/bin/python3", Repository.PathOf("tests", "Interop", "python", "client.py"), Address, descriptors).RunAsync()).Ended(0);
    }

    [Fact]
    public async Task A_Node_client_creates_scores_lists_and_deletes() => (await new Command(
        "node", Repository.PathOf("tests", "Interop", "node", "client.js"), Address, Repository.PathOf("protos")).RunAsync()).Ended(0);

    private static Command Protoc(string descriptors)
    {
        var tools = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "GrpcTools").Value!;
        return new Command(
            Path.Combine(tools, "tools", "linux_x64", "protoc"),
            "--include_imports",
            $"--descriptor_set_out={descriptors}",
            $"--proto_path={Repository.PathOf("protos")}",
            $"--proto_path={Repository.PathOf("tests", "Interop")}",
            $"--proto_path={Path.Combine(tools, "build", "native", "include")}",
            "detector/v1/reference.proto",
            "detector/v1/scoring.proto",
            "rich_status.proto");
    }
}

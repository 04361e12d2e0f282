using System.Diagnostics;
using System.Reflection;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Detector.Host.Tests.Documentation;

/// <summary>The protos with their comments, which generated code lacks.</summary>
internal static class ProtoFiles
{
    /// <summary>Has the protoc of Grpc.Tools describe the files of detector.v1.</summary>
    public static async Task<IReadOnlyList<FileDescriptor>> ReadAsync()
    {
        using var directory = new TestDirectory();
        var (described, protos) = (Path.Combine(directory.Path, "protos.bin"), Repository.PathOf("protos"));
        var tools = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "GrpcTools").Value!;
        var start = new ProcessStartInfo(
            Path.Combine(tools, "tools", "linux_x64", "protoc"),
            [
                "--include_source_info", "--include_imports", $"--descriptor_set_out={described}",
                $"-I{protos}", $"-I{Path.Combine(tools, "build", "native", "include")}",
                .. Directory.GetFiles(Path.Combine(protos, "detector", "v1"), "*.proto"),
            ])
        {
            RedirectStandardError = true,
        };
        using var protoc = Process.Start(start)!;
        var error = await protoc.StandardError.ReadToEndAsync();
        await protoc.WaitForExitAsync();
        Assert.True(protoc.ExitCode == 0, error);
        var files = FileDescriptorSet.Parser.ParseFrom(await File.ReadAllBytesAsync(described)).File;
        return [.. FileDescriptor.BuildFromByteStrings(files.Select(file => file.ToByteString())).Where(file => file.Package == "detector.v1")];
    }
}

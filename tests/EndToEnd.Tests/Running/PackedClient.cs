using System.Xml.Linq;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>
/// The packages of the client in a folder, and a program outside the repository that gets ours from nowhere else. The packages of others
/// come from what this build has restored, so that nothing is fetched.
/// </summary>
public sealed class PackedClient : IAsyncLifetime
{
    private static readonly string[] Projects =
        ["protos/Detector.Protos.csproj", "src/Client/Sdk/Detector.Client.csproj", "src/Client/Extensions.AI/Detector.Client.Extensions.AI.csproj"];

    private readonly string _folder = Directory.CreateTempSubdirectory("detector-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(_folder, "packages");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        foreach (var project in Projects)
        {
            (await Dotnet("pack", Repository.PathOf(project), "--no-build", "-c", Configuration, "-o", Packages).RunAsync()).Ended(0);
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Builds a fresh project of the sources of an example, with packages in place of projects.</summary>
    /// <returns>The program.</returns>
    internal async Task<string> BuildAsync(string example)
    {
        var source = Repository.PathOf("examples", "dotnet", example);
        var program = Directory.CreateDirectory(Path.Combine(_folder, "program")).FullName;
        foreach (var file in Directory.EnumerateFiles(source, "*.cs"))
        {
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));
        }

        File.Copy(Repository.PathOf("global.json"), Path.Combine(program, "global.json"));
        await File.WriteAllTextAsync(Path.Combine(program, "NuGet.config"), await NuGetConfigAsync());
        await File.WriteAllTextAsync(Path.Combine(program, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <UseAppHost>false</UseAppHost>
                <NuGetAudit>false</NuGetAudit>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Detector.Client.Extensions.AI" Version="{Version("Detector.Client.Extensions.AI")}" />
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="{VersionOfOthers("Microsoft.Extensions.Hosting")}" />
              </ItemGroup>
            </Project>
            """);
        (await (Dotnet("build", "-c", "Release", "-o", "out") with { Folder = program }).RunAsync()).Ended(0);
        return Path.Combine(program, "out", "program.dll");
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name.StartsWith("release", StringComparison.Ordinal) ? "Release" : "Debug";

    private static Command Dotnet(params string[] arguments) => new("dotnet", [.. arguments, "--nologo"])
    {
        Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
    };

    private async Task<string> NuGetConfigAsync()
    {
        var locals = (await new Command("dotnet", "nuget", "locals", "global-packages", "--list").RunAsync()).Ended(0);
        var restored = locals.Output.Split("global-packages:", 2)[1].Trim();
        return $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(_folder, "installed")}" />
              </config>
              <fallbackPackageFolders>
                <clear />
                <add key="restored" value="{restored}" />
              </fallbackPackageFolders>
              <packageSources>
                <clear />
                <add key="ours" value="{Packages}" />
              </packageSources>
            </configuration>
            """;
    }

    private string Version(string package) =>
        Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(Packages, $"{package}.*.nupkg").Single())[(package.Length + 1)..];

    private static string VersionOfOthers(string package) => XDocument.Load(Repository.PathOf("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(entry => entry.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
}

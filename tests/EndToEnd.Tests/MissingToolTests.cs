using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class MissingToolTests
{
    [Theory]
    [InlineData("detector", "--help")]
    [InlineData("detector", "serve")]
    [InlineData("detector", "demo")]
    [InlineData("test")]
    public async Task Without_dotnet_every_script_says_what_to_install(string script, params string[] arguments)
    {
        using var scripts = new ScriptsAlone("dotnet");
        var error = (await scripts.Script(script, arguments).RunAsync()).Ended(1).Error;
        Assert.Contains(".NET SDK is missing: install version 10.", error, StringComparison.Ordinal);
        Assert.Contains("https://dot.net", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exit 1", "installed: none")]
    [InlineData("""[ "$1" = --list-sdks ] && echo '8.0.100 [/usr/share/dotnet/sdk]'""", "installed: 8.0.100")]
    public async Task Another_dotnet_than_the_one_asked_for_is_named_with_what_is_installed(string dotnet, string installed)
    {
        using var scripts = new ScriptsAlone();
        scripts.Replace("dotnet", dotnet);
        var error = (await scripts.Script("test").RunAsync()).Ended(1).Error;
        Assert.Contains("no installed .NET SDK fits global.json: install version 10.", error, StringComparison.Ordinal);
        Assert.Contains(installed, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detector", "serve")]
    [InlineData("detector", "demo")]
    [InlineData("test")]
    public async Task Without_npm_a_script_that_needs_it_says_so_before_it_builds(string script, params string[] arguments)
    {
        using var scripts = new ScriptsAlone("npm");
        var error = (await scripts.Script(script, arguments).RunAsync()).Ended(1).Error;
        Assert.Contains("npm is missing: install Node.js 20 or later", error, StringComparison.Ordinal);
        Assert.DoesNotContain("building", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_apt_the_tests_name_the_packages_they_need_and_still_end_with_the_sum()
    {
        using var scripts = new ScriptsAlone("apt-get", "dpkg-query");
        var outcome = (await scripts.Script("test").RunAsync()).Ended(1);
        Assert.Contains("Debian packages python3 python3-grpcio python3-protobuf", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no apt-get", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 1 failed\n", outcome.Output, StringComparison.Ordinal);
    }
}

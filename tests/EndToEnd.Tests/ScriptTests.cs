using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests;

public sealed class ScriptTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_script_runs_the_client_from_another_folder_and_through_a_link()
    {
        var link = Path.Combine(service.Folder, "linked-detector");
        File.CreateSymbolicLink(link, Repository.PathOf("detector"));
        var command = new Command(link, "reference", "list", "--server", service.Process.GrpcAddress.ToString()) { Folder = service.Folder };
        (await command.RunAsync()).Ended(0);
    }

    [Fact]
    public async Task The_script_passes_the_exit_code_on() =>
        (await new Command(Repository.PathOf("detector"), "no-such-verb") { Folder = service.Folder }.RunAsync()).Ended(2);

    [Fact]
    public async Task An_unknown_check_ends_with_2_and_the_list_of_checks()
    {
        var outcome = (await new Command(Repository.PathOf("test"), "no-such-check").RunAsync()).Ended(2);
        Assert.Contains("no-such-check", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("usage: ./test", outcome.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using Detector.EndToEnd.Tests.Running;

namespace Detector.EndToEnd.Tests;

public sealed class ReferenceVerbsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task A_reference_is_created_shown_listed_and_deleted()
    {
        var file = service.TextFile("life.txt", Texts.Varied(300, 2));
        (await service.Cli("reference", "create", "life", "--input", file, "--seed", "5").RunAsync()).Ended(0);

        var shown = (await service.Cli("reference", "get", "life", "--json").RunAsync()).Ended(0);
        using var json = JsonDocument.Parse(shown.Output);
        Assert.Equal("life", json.RootElement.GetProperty("name").GetString());
        Assert.Equal("REFERENCE_STATE_READY", json.RootElement.GetProperty("state").GetString());
        Assert.Equal(300, json.RootElement.GetProperty("sampleCount").GetInt32());
        Assert.Equal("5", json.RootElement.GetProperty("seed").GetString());
        Assert.Equal(512, json.RootElement.GetProperty("encoder").GetProperty("dimension").GetInt32());

        Assert.Contains("life", (await service.Cli("reference", "list").RunAsync()).Ended(0).Output, StringComparison.Ordinal);
        (await service.Cli("reference", "delete", "life").RunAsync()).Ended(0);
        Assert.DoesNotContain("life", (await service.Cli("reference", "list").RunAsync()).Ended(0).Output, StringComparison.Ordinal);
        var gone = (await service.Cli("reference", "get", "life").RunAsync()).Ended(1);
        Assert.Contains("life", gone.Error, StringComparison.Ordinal);
        Assert.Empty(gone.Output);
    }

    [Fact]
    public async Task Without_the_wait_a_reference_is_returned_while_it_is_calibrated()
    {
        var file = service.TextFile("begun.txt", Texts.Varied(300, 7));
        using var begun = JsonDocument.Parse((await service.Cli("reference", "create", "begun", "--input", file, "--no-wait", "--json").RunAsync()).Ended(0).Output);
        Assert.Equal("REFERENCE_STATE_CALIBRATING", begun.RootElement.GetProperty("state").GetString());
        using var client = service.Connect();
        await client.WaitUntilReadyAsync("begun");
        var shown = (await service.Cli("reference", "get", "begun").RunAsync()).Ended(0).Output;
        Assert.Contains("state          ready", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_name_is_refused_and_the_first_reference_stays()
    {
        var file = service.TextFile("taken.txt", Texts.Varied(300, 3));
        (await service.Cli("reference", "create", "taken", "--input", file).RunAsync()).Ended(0);
        var again = await service.Cli("reference", "create", "taken", "--input", service.TextFile("other.txt", Texts.Varied(400, 4))).RunAsync();
        Assert.Contains("taken", again.Ended(1).Error, StringComparison.Ordinal);
        Assert.Contains("300", (await service.Cli("reference", "get", "taken").RunAsync()).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_samples_make_no_reference()
    {
        var file = service.TextFile("few.txt", Texts.Varied(10, 5));
        Assert.Contains("10", (await service.Cli("reference", "create", "few", "--input", file).RunAsync()).Ended(1).Error, StringComparison.Ordinal);
        (await service.Cli("reference", "get", "few").RunAsync()).Ended(1);
    }
}

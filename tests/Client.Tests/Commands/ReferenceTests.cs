using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;

namespace Detector.Client.Tests.Commands;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Create_sends_the_rows_and_prints_the_reference()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"reference create r --input - --format csv --subset-field label --json --server {service.Address}", "text,label\none,a\ntwo,b\n");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(new Reference { Name = "r", SampleCount = 2 }, JsonParser.Default.Parse<Reference>(run.Output));
        Assert.Equal(["a", "b"], service.Script.Samples.Select(s => s.Subset));
    }

    [Fact]
    public async Task Create_waits_until_the_reference_is_ready_and_tells_every_quarter_of_the_calibration()
    {
        await using var service = await ScriptedService.StartAsync();
        foreach (var share in (double[])[0, 0.1, 0.6, 1])
        {
            service.Script.Answers.Enqueue(new Reference { Name = "r", State = ReferenceState.Calibrating, CalibrationProgress = share });
        }

        service.Script.Answers.Enqueue(new Reference { Name = "r", State = ReferenceState.Ready, CalibrationProgress = 1 });
        var run = await CommandRun.Of($"reference create r --input - --format text --server {service.Address}", "one\ntwo\n");
        Assert.Equal((0, "calibrating: 0 %\ncalibrating: 60 %\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("Reference r created\n  state          ready\n", run.Output);
    }

    [Fact]
    public async Task Create_without_the_wait_ends_with_the_answer()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"reference create r --input - --format text --no-wait --json --server {service.Address}", "one\ntwo\n");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1, service.Script.Calls);
    }

    [Fact]
    public async Task A_calibration_that_fails_ends_create_with_1_and_says_why()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Answers.Enqueue(new Reference { Name = "r", State = ReferenceState.Failed, Failure = "It is damaged." });
        var run = await CommandRun.Of($"reference create r --input - --format text --server {service.Address}", "one\ntwo\n");
        Assert.Equal(new CommandRun(1, "", "error: The reference 'r' could not be calibrated. It is damaged.\n"), run);
    }

    [Theory]
    [InlineData(ReferenceState.Calibrating, 0.999, "", "calibrating, 99 %")]
    [InlineData(ReferenceState.Ready, 1, "", "ready")]
    [InlineData(ReferenceState.Failed, 0, "It is damaged.", "failed: It is damaged.")]
    public async Task Get_and_list_show_the_state(ReferenceState state, double share, string failure, string words)
    {
        await using var service = await ScriptedService.StartAsync();
        var reference = new Reference { Name = "r", State = state, CalibrationProgress = share, Failure = failure };
        service.Script.Answers.Enqueue(reference);
        service.Script.References = [reference];
        var shown = await CommandRun.Of($"reference get r --server {service.Address}");
        Assert.StartsWith($"Reference r\n  state          {words}\n", shown.Output);
        var listed = await CommandRun.Of($"reference list --server {service.Address}");
        Assert.Contains($"r     {words.Split(':')[0]}  ", listed.Output);
    }

    [Fact]
    public async Task List_prints_every_page_as_one_document()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.References = [.. Enumerable.Range(0, 250).Select(i => new Reference { Name = $"r{i}" })];
        var run = await CommandRun.Of($"reference list --json --server {service.Address}");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(service.Script.References, JsonParser.Default.Parse<ListReferencesResponse>(run.Output).References);
    }

    [Theory]
    [InlineData("list", "No references yet; 'detector reference create' makes one.\n")]
    [InlineData("delete r", "Reference r deleted.\n")]
    [InlineData("delete r --json", "{}\n")]
    public async Task Short_answers_are_one_line(string verb, string output)
    {
        await using var service = await ScriptedService.StartAsync();
        Assert.Equal(new CommandRun(0, output, ""), await CommandRun.Of($"reference {verb} --server {service.Address}"));
    }

    [Fact]
    public async Task Get_prints_the_reference()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"reference get r --server {service.Address}");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Reference r\n  samples        0 (0 to fit, 0 for nulls)\n", run.Output);
    }
}

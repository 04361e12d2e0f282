using System.Text.Json;
using Detector.Client.Tests.Input;
using Detector.Client.Tests.Rendering;
using Detector.Client.Tests.Service;
using Detector.V1;
using Google.Protobuf;
using Grpc.Core;

namespace Detector.Client.Tests.Commands;

public sealed class ScoreTests
{
    private const string Rows = "{\"text\":\"one\",\"id\":\"a\"}\n\n{\"text\":\"two\",\"id\":\"b\"}\n";

    [Theory]
    [InlineData(Verdict.Healthy, "", 0)]
    [InlineData(Verdict.Watch, "", 0)]
    [InlineData(Verdict.Warning, "", 0)]
    [InlineData(Verdict.Critical, "", 3)]
    [InlineData(Verdict.Healthy, "--fail-on watch", 0)]
    [InlineData(Verdict.Watch, "--fail-on watch", 3)]
    [InlineData(Verdict.Watch, "--fail-on warning", 0)]
    [InlineData(Verdict.Warning, "--fail-on warning", 3)]
    [InlineData(Verdict.Critical, "--fail-on watch", 3)]
    [InlineData(Verdict.InsufficientEvidence, "", 4)]
    [InlineData(Verdict.InsufficientEvidence, "--fail-on watch", 4)]
    [InlineData(Verdict.Unspecified, "", 4)]
    public async Task The_verdict_sets_the_exit_code(Verdict verdict, string options, int exitCode)
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Report = new Report { Verdict = verdict };
        var run = await CommandRun.Of($"score -r r --input - --server {service.Address} {options}", Rows);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.Equal(["one", "two"], service.Script.Samples.Select(s => s.Text));
    }

    [Theory]
    [InlineData("", NullForm.Auto)]
    [InlineData("--nulls auto", NullForm.Auto)]
    [InlineData("--nulls cached", NullForm.Cached)]
    [InlineData("--nulls exact", NullForm.Exact)]
    public async Task The_form_of_the_nulls_is_sent(string options, NullForm form)
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"score -r r --input - --server {service.Address} {options}", Rows);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(form, service.Script.Options?.Nulls);
    }

    [Fact]
    public async Task Json_is_the_report_and_nothing_else()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Report = Reports.Critical();
        var run = await CommandRun.Of($"score -r r --input - --json --skip-bad-rows --server {service.Address}", Rows + "bad\n");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal(Reports.Critical(), JsonParser.Default.Parse<Report>(run.Output));
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(run.Output).RootElement.GetProperty("overfullRegions").ValueKind);
        Assert.Equal("1 bad row skipped; the first: standard input, line 4: not valid JSON at byte 1 of the line\n", run.Error);
    }

    [Fact]
    public async Task Skipped_rows_are_summed_up_by_what_is_wrong_with_them()
    {
        await using var service = await ScriptedService.StartAsync();
        var bad = "{\"text\":1}\nbad\n\"\"\n{\"text\":\"\"}\n{\"messages\":[]}\n{\"choices\":[]}\nbad\n";
        var run = await CommandRun.Of($"score -r r --input - --skip-bad-rows --server {service.Address}", Rows + bad);
        Assert.Equal(
            [
                "7 bad rows skipped:",
                "  2 like standard input, line 5: not valid JSON at byte 1 of the line",
                "  1 like standard input, line 4: field 'text' is a number; a string is needed",
                "  1 like standard input, line 6: the row is a string; an object with a text is needed",
                "  1 like standard input, line 7: the text is blank",
                "  1 like standard input, line 8: 'messages' holds no message of the role assistant",
                "  1 of other kinds",
                "",
            ],
            run.Error.Split('\n'));
    }

    [Fact]
    public async Task A_batch_beyond_the_services_limit_is_told_with_what_to_do()
    {
        await using var service = await ScriptedService.StartAsync(Faults.TooMany);
        var run = await CommandRun.Of($"score -r r --input - --server {service.Address}", Rows);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            "error: samples: There are more than 9 samples, the limit Limits:StreamSamples.\n"
                + "Give fewer, such as some at random (shuf -n N FILE), or raise the service's limit.\n",
            run.Error);
    }

    [Fact]
    public async Task A_named_field_that_no_row_has_is_noted()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"score -r r --input - --subset-field labl --id-field id --server {service.Address}", Rows);
        Assert.Equal((0, "no row has a field 'labl' (--subset-field)\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_report_for_people_is_on_standard_output_without_colour_or_progress()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Report = Reports.Healthy();
        var variables = new Dictionary<string, string> { ["DETECTOR_SERVER"] = $"{service.Address.Host}:{service.Address.Port}" };
        var run = await CommandRun.Of("score -r r --input -", Rows, variables);
        Snapshot.Matches("healthy-80.txt", run.Output);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_bad_row_ends_with_1_and_file_and_line_on_standard_error_only()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = InputFiles.Path("bad-json.jsonl");
        var run = await CommandRun.Of($"score -r r --json --server {service.Address} --input {file}");
        Assert.Equal(new CommandRun(1, "", $"error: {file}, line 2: not valid JSON at byte 15 of the line\n"), run);
    }

    [Fact]
    public async Task Samples_that_the_service_refuses_are_named_by_file_and_line()
    {
        await using var service = await ScriptedService.StartAsync(Faults.BadSamples(7));
        var rows = string.Concat(Enumerable.Range(0, 7).Select(i => $"{{\"text\":\"{i}\"}}\n\n"));
        var run = await CommandRun.Of($"score -r r --server {service.Address} --input -", rows);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("error: 7 fields are refused:\n  samples[0].text (standard input, line 1): is too long\n  samples[1].text (standard input, line 3): ", run.Error);
        Assert.EndsWith("  and 2 more\n", run.Error);
    }

    [Fact]
    public async Task One_refused_sample_takes_one_line()
    {
        await using var service = await ScriptedService.StartAsync(Faults.BadSamples(1));
        var run = await CommandRun.Of($"score -r r --server {service.Address} --input -", Rows);
        Assert.Equal(new CommandRun(1, "", "error: samples[0].text (standard input, line 1): is too long\n"), run);
    }

    [Fact]
    public async Task An_unknown_reference_ends_with_1_and_says_how_to_see_the_known_ones()
    {
        await using var service = await ScriptedService.StartAsync(Faults.NotFound);
        var run = await CommandRun.Of($"score -r r --server {service.Address} --input -", Rows);
        Assert.Equal(new CommandRun(1, "", "error: There is no reference 'r'.\n'detector reference list' shows the references there are.\n"), run);
    }

    [Fact]
    public async Task A_service_that_is_not_there_ends_with_1_and_says_how_to_start_it()
    {
        var service = await ScriptedService.StartAsync();
        var address = service.Address.ToString().TrimEnd('/');
        await service.DisposeAsync();
        var run = await CommandRun.Of($"score -r r --server {address} --input -", Rows);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"error: The service at {address} cannot be reached (Connection refused). Check the address and that the service runs.\n"
            + "Start it with './detector serve', or name another with --server or DETECTOR_SERVER.\n",
            run.Error);
    }

    [Fact]
    public async Task A_deadline_ends_with_1_and_names_the_option()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Hangs = true;
        var run = await CommandRun.Of($"reference get r --timeout 0.2 --server {service.Address}");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("--timeout SECONDS allows more.\n", run.Error);
    }

    [Fact]
    public async Task An_error_of_the_service_without_details_is_still_told()
    {
        await using var service = await ScriptedService.StartAsync(new RpcException(new Status(StatusCode.Internal, "went wrong")));
        var run = await CommandRun.Of($"reference delete r --server {service.Address}");
        Assert.Equal(new CommandRun(1, "", "error: The call failed with Internal: went wrong\n"), run);
    }
}

using Detector.Client.Tests.Service;

namespace Detector.Client.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "Required command was not provided.", "detector --help")]
    [InlineData("refrence", "Unrecognized command or argument 'refrence'.", "detector --help")]
    [InlineData("score --input a.jsonl", "Option '--reference' is required.", "detector score --help")]
    [InlineData("score -r r --input -  --fail-on bad", "Argument 'bad' not recognized.", "detector score --help")]
    [InlineData("score -r r --input - --nulls bad", "Argument 'bad' not recognized.", "detector score --help")]
    [InlineData("score -r r --input - --format xml", "Argument 'xml' not recognized.", "detector score --help")]
    [InlineData("score -r r --input a.jsonl --typo", "Unrecognized option '--typo'; a file of that name is written './--typo'.", "detector score --help")]
    [InlineData("score -r r --input --typo=3 a.jsonl", "Unrecognized option '--typo=3';", "detector score --help")]
    [InlineData("score -r r -i - -x", "Unrecognized option '-x';", "detector score --help")]
    [InlineData("score -r r --input a.jsonl --metrics vendi --typo", "Unrecognized option '--typo'.", "detector score --help")]
    [InlineData("reference create r --input a.jsonl --typo", "Unrecognized option '--typo';", "detector reference create --help")]
    [InlineData("reference create r", "Option '--input' is required.", "detector reference create --help")]
    [InlineData("reference create r --input - --seed -1", "Cannot parse argument '-1'", "detector reference create --help")]
    public async Task A_wrong_command_line_ends_with_2_and_says_where_help_is(string commandLine, string message, string help)
    {
        var run = await CommandRun.Of(commandLine);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"error: {message}", run.Error);
        Assert.EndsWith($"See: {help}\n", run.Error);
    }

    [Theory]
    [InlineData("score -r r --input ./--typo.jsonl")]
    [InlineData("score -r r --input=./--typo.jsonl")]
    public async Task A_file_whose_name_begins_like_an_option_is_named_by_its_folder(string commandLine)
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"{commandLine} --server {service.Address}");
        Assert.Equal((1, "error: ./--typo.jsonl: no such file\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Every_unknown_option_is_named_at_once()
    {
        var run = await CommandRun.Of("score -r r --input a.jsonl --typo --other");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--typo'", run.Error);
        Assert.Contains("'--other'", run.Error);
    }

    [Theory]
    [InlineData("score -r r --input - - ", "--input: standard input (-) can be read only once.")]
    [InlineData("reference list --server ftp://x", "--server: 'ftp://x' is not an address; write host:port, http://host:port or https://host:port.")]
    [InlineData("reference list --timeout -3", "--timeout: give a number of seconds from 0 (no limit) to 10000000.")]
    [InlineData("reference list --ca x.pem", "--ca: the address must be https://…, not http://127.0.0.1:50051.")]
    [InlineData("reference list --server https://x --certificate x.pem", "--certificate and --certificate-key need each other.")]
    [InlineData("reference list --certificate x.pem --certificate-key x.key", "--certificate: the address must be https://…, not http://127.0.0.1:50051.")]
    public async Task What_cannot_be_ends_with_2_too(string commandLine, string message)
    {
        var run = await CommandRun.Of(commandLine);
        Assert.Equal((2, $"error: {message}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_key_is_no_argument_since_other_users_see_those()
    {
        var run = await CommandRun.Of("reference list --key detector_secret");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: Unrecognized", run.Error);
    }

    [Fact]
    public async Task A_wrong_variable_is_named()
    {
        var run = await CommandRun.Of("reference list", variables: new Dictionary<string, string> { ["DETECTOR_SERVER"] = "a b" });
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: DETECTOR_SERVER: 'a b' is not an address", run.Error);
    }

    [Fact]
    public async Task Help_names_serve_and_every_exit_code()
    {
        var run = await CommandRun.Of("--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("./detector serve", run.Output);
        Assert.All(new[] { "0    done", "1    failure", "2    wrong usage", "3    score", "4    score", "130  interrupted" }, code => Assert.Contains(code, run.Output));
        Assert.Contains("Exit codes: 0 when", (await CommandRun.Of("score --help")).Output);
    }
}

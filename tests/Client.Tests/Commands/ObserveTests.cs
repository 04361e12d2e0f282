using System.IO.Pipelines;
using System.Text;
using Detector.Client.Tests.Service;

namespace Detector.Client.Tests.Commands;

public sealed class ObserveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("observe");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Files_are_sent_in_large_messages_with_their_generation()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = Write("out.txt", Rows(0, 1200));
        var run = await CommandRun.Of($"observe --monitor m --input {file} --generation 7 --server {service.Address}");
        Assert.Equal(new CommandRun(0, "1,200 samples acknowledged by monitor m; the last went to window 1.\n", ""), run);
        Assert.Equal([512, 512, 176], service.Script.Monitors.Batches.Select(b => b.Samples.Count));
        Assert.All(service.Script.Monitors.Batches, b => Assert.Equal("7", b.Generation));
        AssertAllOnce(service, 1200);
    }

    [Fact]
    public async Task Lines_of_standard_input_are_sent_as_they_arrive()
    {
        await using var service = await ScriptedService.StartAsync();
        var pipe = new Pipe();
        var first = new TaskCompletionSource();
        service.Script.Monitors.OnHeld = _ => first.TrySetResult();
        var running = CommandRun.Of(
            $"observe -m m --input - --server {service.Address}", io => io with { OpenInput = () => pipe.Reader.AsStream() });
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("{\"text\":\"0\"}\n"));
        await first.Task;
        await pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes("{\"text\":\"1\"}\n"));
        await pipe.Writer.CompleteAsync();
        var run = await running;
        Assert.Equal((0, "2 samples acknowledged by monitor m; the last went to window 1.\n"), (run.ExitCode, run.Output));
        Assert.Equal([1, 1], service.Script.Monitors.Batches.Select(b => b.Samples.Count));
        Assert.Equal("1 sample acknowledged, window 1\n", run.Error);
    }

    [Fact]
    public async Task A_broken_connection_is_told_and_nothing_is_lost_or_doubled()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Faults.Enqueue(new StreamFault(2, StreamEnd.Drain));
        var file = Write("out.txt", Rows(0, 3000));
        var run = await CommandRun.Of($"observe -m m --input {file} --server {service.Address}");
        Assert.Equal((0, "trying again: The service is shutting down.\n"), (run.ExitCode, run.Error));
        AssertAllOnce(service, 3000);
    }

    [Fact]
    public async Task A_run_under_the_same_stream_goes_on_where_the_last_one_ended()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refusals[3] = Faults.LimitExceeded;
        var file = Write("out.txt", Rows(0, 2000));
        var command = $"observe -m m --input {file} --stream-id s --server {service.Address}";
        var first = await CommandRun.Of(command);
        Assert.Equal(
            new CommandRun(1, "", "1,024 samples acknowledged. The same command with --stream-id s goes on after them.\nerror: At most 8192 samples.\n"), first);
        service.Script.Monitors.Refusals.Clear();
        var second = await CommandRun.Of(command);
        Assert.Equal((0, "going on after the 2 messages that stream s has sent before\n"), (second.ExitCode, second.Error));
        AssertAllOnce(service, 2000);
        var third = await CommandRun.Of(command);
        Assert.Equal("Nothing left to send: monitor m had acknowledged all 2,000 samples.\n", third.Output);
        AssertAllOnce(service, 2000);
    }

    [Fact]
    public async Task Another_input_under_the_same_stream_is_noticed_when_it_is_smaller()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Acknowledged["s"] = 5;
        var run = await CommandRun.Of($"observe -m m --input {Write("out.txt", Rows(0, 600))} --stream-id s --server {service.Address}");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("error: stream s has sent 5 messages, and this input has 2: it is another input; give it another --stream-id\n", run.Error);
    }

    [Fact]
    public async Task A_file_that_grows_is_followed_and_a_later_run_goes_on_where_it_ended()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = Write("out.txt", Rows(0, 100));
        var received = 0;
        service.Script.Monitors.OnHeld = _ =>
        {
            // Half a line is no sample yet.
            File.AppendAllText(file, received++ == 0 ? Rows(100, 50) + "15" : $"{received + 148}\n"[(received == 2 ? 2 : 0)..]);
        };
        service.Script.Monitors.Refusals[4] = Faults.NoMonitor;
        var variables = new Dictionary<string, string> { ["XDG_STATE_HOME"] = _folder.FullName };
        var command = $"observe -m m --input {file} --follow --stream-id s --server {service.Address}";
        var first = await CommandRun.Of(command, "", variables);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("samples acknowledged. The same command with --stream-id s goes on after them.\nerror: There is no monitor 'm'.\n", first.Error);
        var sent = service.Script.Monitors.Samples.Count;
        AssertAllOnce(service, sent);

        service.Script.Monitors.OnHeld = _ => File.AppendAllText(file, Rows(6000, 1));
        service.Script.Monitors.Refusals.Clear();
        service.Script.Monitors.Refusals[5] = Faults.NoMonitor;
        File.AppendAllText(file, Rows(5000, 1));
        var second = await CommandRun.Of(command, "", variables);
        Assert.Contains($"going on after the {sent} samples that were sent before\n", second.Error);
        var numbers = service.Script.Monitors.Samples.Select(s => int.Parse(s.Text)).ToList();
        Assert.Equal(numbers.Distinct().Order(), numbers);
        Assert.True(numbers.Count > sent);
    }

    [Fact]
    public async Task A_followed_file_whose_position_is_not_known_is_refused()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Acknowledged["s"] = 5;
        var position = Path.Combine(_folder.FullName, "position.json");
        var file = Write("out.txt", Rows(0, 10));
        var run = await CommandRun.Of($"observe -m m --input {file} --follow --stream-id s --position-file {position} --server {service.Address}");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith(
            $"error: {file}: stream s has sent 5 messages, and {position} does not say where they end; another --stream-id begins at the start of the file\n",
            run.Error);
    }

    [Fact]
    public async Task A_followed_file_that_becomes_shorter_ends_the_run_and_says_what_to_do()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = Write("out.txt", Rows(0, 100));
        service.Script.Monitors.OnHeld = _ => File.WriteAllText(file, "x\n");
        var run = await CommandRun.Of($"observe -m m --input {file} --follow --server {service.Address}");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            $"100 samples acknowledged, window 1\n100 samples acknowledged.\nerror: {file}: became shorter while it was followed, as logs do when they are rotated; "
            + $"'tail -F {file} | detector observe --input -' follows those\n",
            run.Error);
    }

    [Fact]
    public async Task A_gzip_cannot_be_followed()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = Input.InputFiles.Path("plain.jsonl.gz");
        var run = await CommandRun.Of($"observe -m m --input {file} --follow --server {service.Address}");
        Assert.EndsWith($"error: {file}: is gzip, which cannot be followed; leave --follow out, or follow what it was made of\n", run.Error);
    }

    [Fact]
    public async Task A_refused_sample_is_named_by_file_and_line()
    {
        await using var service = await ScriptedService.StartAsync();
        service.Script.Monitors.Refusals[2] = Faults.BadSamples(1);
        var file = Write("out.txt", Rows(0, 2000));
        var run = await CommandRun.Of($"observe -m m --input {file} --server {service.Address}");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith($"error: samples[0].text ({file}, line 513): is too long\n", run.Error);
    }

    [Fact]
    public async Task A_bad_row_ends_the_run_when_the_rows_before_it_are_acknowledged()
    {
        await using var service = await ScriptedService.StartAsync();
        var run = await CommandRun.Of($"observe -m m --input - --format jsonl --server {service.Address}", "{\"text\":\"0\"}\nbad\n");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.EndsWith("1 sample acknowledged.\nerror: standard input, line 2: not valid JSON at byte 1 of the line\n", run.Error);
    }

    [Fact]
    public async Task On_a_terminal_progress_is_drawn()
    {
        await using var service = await ScriptedService.StartAsync();
        var file = Write("out.txt", Rows(0, 600));
        var run = await CommandRun.Of($"observe -m m --input {file} --server {service.Address}", io => io with { ColorError = true });
        Assert.Equal((0, "600 samples acknowledged by monitor m; the last went to window 1.\n"), (run.ExitCode, run.Output));
        Assert.Contains("observing", run.Error);
    }

    [Theory]
    [InlineData("--input - a.txt", "--input: standard input (-) cannot be read together with files here.")]
    [InlineData("--input a.txt b.txt --follow", "--follow: only one file can be followed; run the command once for each.")]
    [InlineData("--input a.txt --follow --position-file p", "--position-file: is for a file with --follow and --stream-id; other inputs need none.")]
    [InlineData("--input a.txt --stream-id s --position-file p", "--position-file: is for a file with --follow and --stream-id; other inputs need none.")]
    [InlineData(
        "--input a.txt --follow --stream-id s",
        "--position-file: give a place to remember how far the file is sent; neither XDG_STATE_HOME nor HOME is set.")]
    public async Task What_cannot_be_ends_with_2(string options, string message) =>
        Assert.Equal(new CommandRun(2, "", $"error: {message}\n"), await CommandRun.Of($"observe -m m {options}"));

    [Theory]
    [InlineData("observe --input a.txt", "Option '--monitor' is required.")]
    [InlineData("observe -m m", "Option '--input' is required.")]
    [InlineData("observe -m m --input a.txt --folow", "Unrecognized option '--folow'; a file of that name is written './--folow'.")]
    public async Task A_wrong_command_line_ends_with_2_and_says_where_help_is(string commandLine, string message)
    {
        var run = await CommandRun.Of(commandLine);
        Assert.Equal((2, $"error: {message}\nSee: detector observe --help\n"), (run.ExitCode, run.Error));
    }

    private static string Rows(int start, int count) => string.Concat(Enumerable.Range(start, count).Select(i => $"{i}\n"));

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static void AssertAllOnce(ScriptedService service, int count) =>
        Assert.Equal(Enumerable.Range(0, count), service.Script.Monitors.Samples.Select(s => int.Parse(s.Text)));
}

using System.Text.Json;
using Detector.Client.Tests.Lineage;
using Detector.Client.Tests.Service;
using Detector.V1;
using Grpc.Core;

namespace Detector.Client.Tests.Commands;

public sealed class LineageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-lineage-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Every_generation_is_compared_and_no_reference_is_left()
    {
        await using var service = await StartAsync();
        var (json, markdown) = (Path.Combine(_folder.FullName, "l.json"), Path.Combine(_folder.FullName, "l.md"));
        var run = await Lineage(service, $"-r human {Files(3)} --json {json} --markdown {markdown}");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("HEALTHY\nGeneration 2, the last of 3: ", run.Output);
        Assert.StartsWith("## Lineage: healthy\n", await File.ReadAllTextAsync(markdown));
        var root = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement;
        Assert.Equal([3, 2, 2], root.GetProperty("comparisons").EnumerateArray().Select(c => c.GetProperty("reports").GetArrayLength()));

        var names = service.Script.Changes.Where(c => c.IsCreated).Select(c => c.Name).ToList();
        Assert.Collection(names, name => Assert.Matches("^lineage-[0-9a-f]{8}-gen0$", name), name => Assert.Matches("^lineage-[0-9a-f]{8}-gen1$", name));
        Assert.Equal(names.Order(), service.Script.Changes.Where(c => !c.IsCreated).Select(c => c.Name).Order());
    }

    [Theory]
    [InlineData("-r human --against reference", 0)]
    [InlineData("--against first", 1)]
    [InlineData("--against previous", 2)]
    [InlineData("--against previous,first", 2)]
    public async Task Only_what_is_asked_for_is_made(string options, int references)
    {
        await using var service = await StartAsync();
        var run = await Lineage(service, $"{options} {Files(3)}");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(references, service.Script.Changes.Count(c => c.IsCreated));
        Assert.Equal(references, service.Script.Changes.Count(c => !c.IsCreated));
    }

    [Theory]
    [InlineData(Verdict.Critical, "", 3)]
    [InlineData(Verdict.Warning, "", 0)]
    [InlineData(Verdict.Watch, "--fail-on watch", 3)]
    [InlineData(Verdict.InsufficientEvidence, "", 4)]
    public async Task The_verdict_on_the_last_generation_sets_the_exit_code(Verdict verdict, string options, int exitCode)
    {
        await using var service = await StartAsync();
        service.Script.Report.Verdict = verdict;
        Assert.Equal(exitCode, (await Lineage(service, $"-r human {Files(2)} {options}")).ExitCode);
    }

    [Fact]
    public async Task A_generation_too_small_for_a_reference_leaves_the_other_comparisons()
    {
        await using var service = await StartAsync(Faults.Of(StatusCode.FailedPrecondition, "REFERENCE_TOO_SMALL", "A reference needs at least 64 samples; 2 were given."));
        var run = await Lineage(service, $"--against first,previous {Files(3)}");
        Assert.Equal(4, run.ExitCode);
        Assert.Contains("  • against generation 0: not possible\n  • against the generation before: healthy\n", run.Output);
        Assert.Contains("  • not possible for generation 1, 2: generation 0 makes no reference: A\n    reference needs at least 64 samples; 2 were given.\n", run.Output);
    }

    [Fact]
    public async Task An_error_in_the_middle_deletes_what_was_made()
    {
        await using var service = await ScriptedService.StartAsync(Faults.LimitExceeded);
        var run = await Lineage(service, $"--against first {Files(2)}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error: At most 8192 samples.", run.Error);
        Assert.Matches("^lineage-[0-9a-f]{8}-gen0$", service.Script.Changes.Single(c => !c.IsCreated).Name);
    }

    [Fact]
    public async Task An_unknown_reference_ends_with_1_before_anything_is_made()
    {
        await using var service = await StartAsync(Faults.NotFound);
        var run = await Lineage(service, $"-r r {Files(2)}");
        Assert.Equal(new CommandRun(1, "", "error: There is no reference 'r'.\n'detector reference list' shows the references there are.\n"), run);
        Assert.Empty(service.Script.Changes);
    }

    [Theory]
    [InlineData("-r human gen0.jsonl", "Give a file for each of at least two generations, the oldest first; 'detector score' judges a single one.")]
    [InlineData("-r human gen0.jsonl ./gen0.jsonl", "./gen0.jsonl: is named twice; every generation has a file of its own.")]
    [InlineData("-r human gen0.jsonl -", "'-': standard input cannot be a generation, which is read more than once; name files.")]
    [InlineData("-r human gen0.jsonl gen1.jsonl --typo", "Unrecognized option '--typo'; a file of that name is written './--typo'.")]
    [InlineData("gen0.jsonl gen1.jsonl", "--reference: name the reference, or leave it out with --against first,previous.")]
    [InlineData("-r human --against first gen0.jsonl gen1.jsonl", "--reference: is not compared with; add 'reference' to --against, or leave --reference out.")]
    [InlineData("-r human --against last gen0.jsonl gen1.jsonl", "--against: 'last' is none of reference, first, previous.")]
    [InlineData("-r human --against , gen0.jsonl gen1.jsonl", "--against: name one or more of reference, first, previous.")]
    [InlineData("-r human gen0.jsonl gen1.jsonl --json /no/such/folder/x.json", "--json: the folder '/no/such/folder' is not there.")]
    public async Task A_wrong_command_line_ends_with_2(string arguments, string error)
    {
        var run = await CommandRun.Of($"lineage {arguments}");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: {error}", run.Error);
    }

    [Theory]
    [InlineData("{\"text\":\"one\"}\n{\"text\":\"\"}\n", "gen1.jsonl, line 2: ")]
    [InlineData("", "gen1.jsonl: no rows")]
    [InlineData(null, "gen1.jsonl: no such file")]
    public async Task A_bad_file_is_named_before_anything_is_sent(string? content, string error)
    {
        await using var service = await StartAsync();
        var files = Files(2).Split(' ');
        File.Delete(files[1]);
        if (content is not null)
        {
            await File.WriteAllTextAsync(files[1], content);
        }

        var run = await Lineage(service, $"-r human {files[0]} {files[1]}");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"error: {_folder.FullName}/{error}", run.Error);
        Assert.Equal(0, service.Script.Calls);
    }

    [Fact]
    public async Task Bad_rows_can_be_skipped_and_are_counted()
    {
        await using var service = await StartAsync();
        var files = Files(2).Split(' ');
        await File.AppendAllTextAsync(files[1], "{\"text\":\"\"}\n");
        var json = Path.Combine(_folder.FullName, "l.json");
        var run = await Lineage(service, $"-r human --skip-bad-rows {files[0]} {files[1]} --json {json}");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("1 bad row skipped; the first: ", run.Error);
        var generations = JsonDocument.Parse(await File.ReadAllTextAsync(json)).RootElement.GetProperty("generations");
        Assert.Equal((0, 1), (generations[0].GetProperty("badRows").GetInt32(), generations[1].GetProperty("badRows").GetInt32()));
    }

    [Fact]
    public async Task A_sample_that_the_service_refuses_is_given_back_as_file_and_line()
    {
        await using var service = await ScriptedService.StartAsync(Faults.BadSamples(1));
        var run = await Lineage(service, $"--against first {Files(2)}");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"error: samples[0].text ({_folder.FullName}/gen0.jsonl, line 1): is too long\n", run.Error);
    }

    private static Task<CommandRun> Lineage(ScriptedService service, string arguments) =>
        CommandRun.Of($"lineage {arguments} --server {service.Address}");

    private static async Task<ScriptedService> StartAsync(params RpcException[] failures)
    {
        var service = await ScriptedService.StartAsync(failures);
        service.Script.Report = LineageReports.Report(("vendi", Axis.Diversity, 0.01, "relative change"));
        return service;
    }

    private string Files(int generations) => string.Join(' ', Enumerable.Range(0, generations).Select(generation =>
    {
        var path = Path.Combine(_folder.FullName, $"gen{generation}.jsonl");
        File.WriteAllText(path, $"{{\"text\":\"one of {generation}\"}}\n{{\"text\":\"two of {generation}\"}}\n");
        return path;
    }));
}

using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests.Documentation;

public sealed class CommandLineTests(ProgramHelp help) : IClassFixture<ProgramHelp>
{
    public static TheoryData<string> Files => [.. MarkdownFile.All];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_command_has_the_verbs_and_options_that_are_shown(string file)
    {
        foreach (var line in ShellLine.Of(MarkdownFile.Read(file)))
        {
            foreach (var command in ShellLine.Commands(line))
            {
                var fault = await help.FaultOfAsync(command);
                Assert.True(fault.Length == 0, $"{file}: {line}: {fault}");
            }
        }
    }

    [Fact]
    public void Commands_are_found() => Assert.True(MarkdownFile.All.SelectMany(file => ShellLine.Of(MarkdownFile.Read(file)))
        .SelectMany(ShellLine.Commands).Count(command => command[0] is "./detector" or "detector") > 50);

    [Theory]
    [InlineData("./detector scor --reference r", "detector has no verb scor")]
    [InlineData("detector monitor rest chat", "detector monitor has no verb rest")]
    [InlineData("A=1 ./detector score --reference=r --input - --nul exact <x && train", "detector score has no option --nul")]
    [InlineData("tail -F x | ./detector observe --monitor 'a b' --inputs - # --no-such", "detector observe has no option --inputs")]
    [InlineData("./detector score --input x >>log --fail-on warning", "")]
    [InlineData("dotnet /app/detector-service.dll check-health --uri x", "detector-service check-health has no option --uri")]
    [InlineData("detector-service mak-key", "detector-service has no verb mak-key")]
    [InlineData("./test evaluate DIR", "./test has no check evaluate")]
    [InlineData("./test evaluation DIR --only streams --no-such", "./test evaluation has no option --no-such")]
    [InlineData("python3 examples/python/gate.py --refrence r x", "examples/python/gate.py has no option --refrence")]
    [InlineData("python3 examples/python/no-such.py x", "there is no examples/python/no-such.py")]
    [InlineData("cat x | grep --no-such", "")]
    public async Task A_command_that_is_wrong_is_told(string line, string fault)
    {
        var faults = await Task.WhenAll(ShellLine.Commands(line).Select(help.FaultOfAsync));
        Assert.Equal(fault, string.Concat(faults));
    }
}

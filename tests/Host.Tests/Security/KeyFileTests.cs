using System.Text.Json;
using Detector.Host.Lifetime;
using Detector.Host.Security;

namespace Detector.Host.Tests.Security;

public sealed class KeyFileTests
{
    private const string Mark = "kumquat";
    private static readonly string Hash = new('a', 64);

    [Fact]
    public void A_made_key_and_its_entry_belong_together_and_the_file_does_not_hold_the_key()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, MakeKey.Run(["--role", "ingest", "--name", "pipeline", "--role", "read"], output, error));
        var (key, entry) = (output.ToString().Split('\n', 2)[0], output.ToString().Split('\n', 2)[1]);
        Assert.Matches("^detector_[A-Za-z0-9_-]{43}$", key);
        Assert.DoesNotContain(key, entry + error, StringComparison.Ordinal);
        var caller = Read($$"""{"keys": [{{entry}}]}""").FindKey(key);
        Assert.Equal(("pipeline", Role.Ingest | Role.Read), (caller!.Name, caller.Roles));
        Assert.Null(Read($$"""{"keys": [{{entry}}]}""").FindKey(key + "x"));
        Assert.NotEqual(key, ApiKey.Make());
    }

    [Theory]
    [InlineData("")]
    [InlineData("--name x")]
    [InlineData("--role read")]
    [InlineData("--role read --name")]
    [InlineData("--role reader --name x")]
    [InlineData("--role read --name x/y")]
    [InlineData("--role read --name x --name y")]
    [InlineData("--role read --name x --key z")]
    public void A_wrong_command_makes_no_key(string arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(ExitCode.Usage, MakeKey.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error));
        Assert.Empty(output.ToString());
        Assert.Contains("--role ingest, read or admin", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("null", "null")]
    [InlineData("[]", "line 1")]
    [InlineData("{}", "'keys'")]
    [InlineData("""{"keys": []}""", "holds no keys")]
    [InlineData("""{"keys": [null]}""", "keys[0].name")]
    [InlineData("""{"keys": [{"roles": ["read"], "sha256": "HASH"}]}""", "keys[0].name")]
    [InlineData("""{"keys": [{"name": "a kumquat", "roles": ["read"], "sha256": "HASH"}]}""", "keys[0].name")]
    [InlineData("""{"keys": [{"name": "x", "sha256": "HASH"}]}""", "keys[0].roles")]
    [InlineData("""{"keys": [{"name": "x", "roles": [], "sha256": "HASH"}]}""", "keys[0].roles")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["kumquat"], "sha256": "HASH"}]}""", "keys[0].roles")]
    [InlineData("""{"keys": [{"name": "x", "roles": [null], "sha256": "HASH"}]}""", "keys[0].roles")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"]}]}""", "either sha256 or certificate")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "sha256": "HASH", "certificate": "dns:kumquat"}]}""", "either sha256 or certificate")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "sha256": "kumquat"}]}""", "keys[0].sha256")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "certificate": "kumquat"}]}""", "keys[0].certificate")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "certificate": "dns:"}]}""", "keys[0].certificate")]
    [InlineData("{\"keys\": [\n{\"name\": \"x\", \"roles\": [\"read\"], \"key\": \"kumquat\"}]}", "line 2")]
    [InlineData("""{"keys": [{"name": "x", "name": "kumquat", "roles": ["read"], "sha256": "HASH"}]}""", "line 1")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "sha256": "HASH"}, {"name": "y", "roles": ["read"], "sha256": "HASH"}]}""", "keys[1].sha256")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "sha256": "HASH"}, {"name": "x", "roles": ["read"], "certificate": "dns:a"}]}""", "keys[1].name")]
    [InlineData("""{"keys": [{"name": "x", "roles": ["read"], "certificate": "dns:a"}, {"name": "y", "roles": ["read"], "certificate": "dns:a"}]}""", "keys[1].certificate")]
    public void A_wrong_file_is_refused_with_the_place_and_none_of_its_values(string content, string place)
    {
        var wrong = Assert.Throws<InvalidDataException>(() => Read(content.Replace("HASH", Hash, StringComparison.Ordinal)));
        Assert.Contains(place, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_is_found_wherever_it_stands_and_a_caller_who_stays_is_not_withdrawn()
    {
        var keys = Enumerable.Range(0, 5).Select(_ => ApiKey.Make()).ToArray();
        var before = Read(FileOf(keys, Role.Read));
        var callers = keys.Select(key => before.FindKey(key)!).ToArray();
        Assert.Equal(["k0", "k1", "k2", "k3", "k4"], callers.Select(caller => caller.Name));
        var after = before.ReplaceBy(Read(FileOf(keys[..3], Role.Read)));
        Assert.Equal([false, false, false, true, true], callers.Select(caller => caller.Withdrawn.IsCancellationRequested));
        Assert.Equal([true, true, true, false, false], keys.Select(key => after.FindKey(key) is not null));
        var again = after.ReplaceBy(Read(FileOf(keys[..3], Role.Admin)));
        Assert.All(callers, caller => Assert.True(caller.Withdrawn.IsCancellationRequested));
        Assert.False(again.FindKey(keys[0])!.Withdrawn.IsCancellationRequested);
    }

    [Theory]
    [InlineData(Role.Admin, Role.Ingest | Role.Read, true)]
    [InlineData(Role.Ingest | Role.Read, Role.Ingest | Role.Read, true)]
    [InlineData(Role.Read, Role.Ingest | Role.Read, false)]
    [InlineData(Role.Ingest | Role.Read, Role.Admin, false)]
    internal void A_caller_needs_all_roles_and_admin_contains_them(Role has, Role needed, bool permitted) =>
        Assert.Equal(permitted, new Caller("x", has, default).Has(needed));

    private static KeyRing Read(string content) => KeyFile.Read(System.Text.Encoding.UTF8.GetBytes(content));

    private static string FileOf(string[] keys, Role role) =>
        JsonSerializer.Serialize(new { keys = keys.Select((key, index) => JsonDocument.Parse(KeyFile.Write($"k{index}", role, key)).RootElement) });
}

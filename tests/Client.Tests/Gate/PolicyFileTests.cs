using Detector.Cli;
using Detector.Cli.Gate;
using Detector.Cli.Gate.Output;
using Detector.Cli.Gate.Policy;
using Detector.V1;

namespace Detector.Client.Tests.Gate;

public sealed class PolicyFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var defaults = PolicyJson.Of(new GatePolicy()).ToJsonString();
        Assert.Equal(defaults, PolicyJson.Of(PolicyFile.Read(null)).ToJsonString());
        Assert.Equal(defaults, PolicyJson.Of(Read("{}")).ToJsonString());
    }

    [Fact]
    public void A_policy_that_was_written_is_read_as_it_was()
    {
        var policy = new GatePolicy
        {
            WorstVerdict = Verdict.Healthy,
            RejectVerdict = Verdict.Warning,
            RejectSignatures = [SignatureKind.Drift],
            QuarantineSignatures = [],
            Axes = new Dictionary<Axis, AxisLimit> { [Axis.Tail] = new() { Effect = 0.1, Severity = Verdict.Watch, Decision = GateDecision.Reject } },
            HumanData = new HumanDataLimit { MinimumShare = 0.5, Origins = ["people", "editors"], Decision = GateDecision.Reject },
            Weights = new WeightLimits { Allowed = false, WorstVerdict = Verdict.Watch, Smallest = 0.5, Largest = 2, Sharpening = 0.05 },
            InsufficientEvidence = GateDecision.InsufficientEvidence,
        };
        var json = PolicyJson.Of(policy).ToJsonString();
        Assert.Equal(json, PolicyJson.Of(Read(json)).ToJsonString());
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed() =>
        Assert.Equal(Verdict.Warning, Read("{\n// lenient\n\"worstVerdict\": \"warning\",\n}").WorstVerdict);

    [Theory]
    [InlineData("[]", "the policy: an object is needed")]
    [InlineData("""{"worstVerdikt":"watch"}""", "worstVerdikt: is not known; there are worstVerdict, rejectVerdict, rejectSignatures, ")]
    [InlineData("""{"worstVerdict":"bad"}""", "worstVerdict: 'bad' is none of healthy, watch, warning, critical")]
    [InlineData("""{"worstVerdict":3}""", "worstVerdict: is none of healthy, watch, warning, critical")]
    [InlineData("""{"worstVerdict":"critical"}""", "rejectVerdict: must be worse than worstVerdict")]
    [InlineData("""{"worstVerdict":"watch","worstVerdict":"watch"}""", "worstVerdict: is there twice")]
    [InlineData("""{"rejectSignatures":"drift"}""", "rejectSignatures: a list is needed")]
    [InlineData("""{"rejectSignatures":["drift","drit"]}""", "rejectSignatures[1]: 'drit' is none of early collapse, late collapse, ")]
    [InlineData("""{"axes":{"tial":{}}}""", "axes.tial: is not known; there are diversity, ")]
    [InlineData("""{"axes":{"tail":0.1}}""", "axes.tail: an object is needed")]
    [InlineData("""{"axes":{"tail":{"effect":-1}}}""", "axes.tail.effect: a number from 0 to 1000000 is needed")]
    [InlineData("""{"axes":{"tail":{"decision":"accept"}}}""", "axes.tail.decision: 'accept' is none of quarantine, reject")]
    [InlineData("""{"humanData":{"minimumShare":10}}""", "humanData.minimumShare: a number from 0 to 1 is needed")]
    [InlineData("""{"humanData":{"origins":[1]}}""", "humanData.origins[0]: a string is needed")]
    [InlineData("""{"weights":{"allowed":"yes"}}""", "weights.allowed: true or false is needed")]
    [InlineData("""{"weights":{"smallest":0}}""", "weights.smallest: a number from 0.001 to 1 is needed")]
    [InlineData("""{"weights":{"largest":"4"}}""", "weights.largest: a number from 1 to 1000 is needed")]
    [InlineData("""{"insufficientEvidence":"ignore"}""", "insufficientEvidence: 'ignore' is none of accept, quarantine, fail, reject")]
    public void A_wrong_field_is_named(string json, string error)
    {
        var exception = Assert.Throws<UsageException>(() => Read(json));
        Assert.StartsWith($"{_file}: {error}", exception.Message);
    }

    [Fact]
    public void Every_wrong_field_is_named_at_once()
    {
        var exception = Assert.Throws<UsageException>(() => Read("""{"worstVerdict":1,"weights":{"largest":0}}"""));
        Assert.StartsWith($"{_file}: 2 fields are wrong: worstVerdict: is none of ", exception.Message);
        Assert.EndsWith("; weights.largest: a number from 1 to 1000 is needed", exception.Message);
    }

    [Fact]
    public void Broken_json_is_named_by_its_line()
    {
        var exception = Assert.Throws<UsageException>(() => Read("{\n  \"worstVerdict\": watch\n}"));
        Assert.Equal($"{_file}, line 2: not valid JSON at byte 19 of the line", exception.Message);
    }

    [Theory]
    [InlineData("7B2277FF223A317D")]
    [InlineData("7B22776F727374566572646963743A22FF227D")]
    [InlineData("7B22776F72737456657264696374223A225C7564383030227D")]
    public void A_string_that_is_no_text_is_told(string bytes)
    {
        File.WriteAllBytes(_file, Convert.FromHexString(bytes));
        Assert.StartsWith(_file, Assert.Throws<UsageException>(() => PolicyFile.Read(_file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() => Assert.StartsWith("no-such.json: the policy cannot be read: ", Assert.Throws<UsageException>(() => PolicyFile.Read("no-such.json")).Message);

    private GatePolicy Read(string json)
    {
        File.WriteAllText(_file, json);
        return PolicyFile.Read(_file);
    }
}

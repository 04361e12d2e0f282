using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;

namespace Detector.EndToEnd.Tests;

/// <summary>Clients in other languages that share no code with ours; their assertions are in tests/Interop.</summary>
public sealed class ForeignClientTests(RunningService service) : IClassFixture<RunningService>
{
    private string Address => service.Process.GrpcAddress.Authority;

    [Fact]
    public async Task A_Python_client_creates_scores_lists_and_deletes() =>
        (await Python.Script("tests/Interop/python/client.py", Address).RunAsync()).Ended(0);

    [Fact]
    public async Task Calls_from_Python_are_repeated_when_the_failure_may_pass_and_as_late_as_the_service_asks() =>
        (await Python.Script("tests/Interop/python/retries.py").RunAsync()).Ended(0);

    [Fact]
    public async Task A_Node_client_creates_scores_lists_and_deletes() => (await new Command(
        "node", Repository.PathOf("tests", "Interop", "node", "client.js"), Address, Repository.PathOf("protos")).RunAsync()).Ended(0);
}

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
    public async Task A_Node_client_creates_scores_lists_and_deletes() => (await new Command(
        "node", Repository.PathOf("tests", "Interop", "node", "client.js"), Address, Repository.PathOf("protos")).RunAsync()).Ended(0);
}

using System.Diagnostics;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>Runs a program as a shell would.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Command(string Program, params string[] Arguments)
{
    // A program that hangs is to fail its test, not to hold up the run.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>What it reads from standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>The folder it starts in.</summary>
    public string Folder { get; init; } = Path.GetTempPath();

    /// <summary>Environment variables it gets besides those of the tests.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>Starts it and leaves it running, its standard input open.</summary>
    public RunningProgram Start() => new(Launch(), Limit);

    /// <summary>Runs it to its end.</summary>
    public async Task<Outcome> RunAsync()
    {
        using var process = Launch();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Outcome(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Launch()
    {
        // A run in the background of a script ignores SIGINT, and so would every program it starts: a terminal's programs do not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Program, .. Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task WriteAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(Input, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything, which its exit code explains.
        }
    }
}

using System.Diagnostics;
using System.Text;

namespace Detector.EndToEnd.Tests.Running;

/// <summary>A program that runs until it is told to end, or ends by itself.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _limit;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _error;

    /// <summary>Watches a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="limit">How long a test may wait for anything.</param>
    public RunningProgram(Process process, TimeSpan limit)
    {
        _process = process;
        _limit = new CancellationTokenSource(limit);
        _error = process.StandardError.ReadToEndAsync(_limit.Token);
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Waits for a line of standard output.</summary>
    /// <param name="part">What the line holds.</param>
    public async Task<string> LineAsync(string part)
    {
        while (await _process.StandardOutput.ReadLineAsync(_limit.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        Assert.Fail($"it ended without a line with '{part}'\n{_output}\n{await _error}");
        return "";
    }

    /// <summary>Writes lines to its standard input.</summary>
    public async Task WriteAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await _process.StandardInput.WriteLineAsync(line.AsMemory(), _limit.Token);
        }

        await _process.StandardInput.FlushAsync(_limit.Token);
    }

    /// <summary>Ends its standard input.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Sends a signal.</summary>
    /// <param name="name">Its name, such as TERM.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync(_limit.Token);
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Outcome> EndAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_limit.Token));
        await _process.WaitForExitAsync(_limit.Token);
        return new Outcome(_process.ExitCode, $"{_output}", await _error);
    }

    /// <summary>Kills it with its children, if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _limit.Dispose();
    }
}

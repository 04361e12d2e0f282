using System.CommandLine;
using Detector.Cli.Demo.Service;
using Detector.Cli.Input;
using Detector.Cli.Rendering;
using Detector.Client;
using Grpc.Core;

namespace Detector.Cli.Commands;

/// <summary>The one place where an error becomes a few lines on standard error and an exit code.</summary>
internal static class Failures
{
    private const int ShownViolations = 5;

    /// <summary>Runs a command; an error ends it with its exit code and no stack trace.</summary>
    /// <param name="io">Where to write.</param>
    /// <param name="command">The command.</param>
    /// <param name="samples">What it sends, to name file and line of a refused sample. Optional.</param>
    public static Task<int> GuardAsync(CommandIo io, Func<Task<int>> command, SampleInput? samples = null) =>
        GuardAsync(io, command, () => samples);

    /// <summary>The same for a command that sends one input after the other.</summary>
    /// <param name="io">Where to write.</param>
    /// <param name="command">The command.</param>
    /// <param name="samples">What it sends at the moment of the error.</param>
    public static async Task<int> GuardAsync(CommandIo io, Func<Task<int>> command, Func<SampleInput?> samples)
    {
        try
        {
            return await command();
        }
        catch (UsageException e)
        {
            Write(io, e.Message);
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            Write(io, "interrupted");
            return ExitCode.Interrupted;
        }
        catch (DetectorException e)
        {
            Write(io, [.. Refusal(e).Select(line => SamplePlaces.Add(line, samples())), .. Hint(e)]);
            return ExitCode.Failure;
        }
        catch (Exception e) when (e is InputException or ServiceStartException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Write(io, e.Message);
            return ExitCode.Failure;
        }
        catch (Exception e)
        {
            Write(io, $"unexpected: {e.GetType().Name}: {e.Message}");
            return ExitCode.Failure;
        }
    }

    /// <summary>Says what is wrong with a command line.</summary>
    public static int Usage(CommandIo io, ParseResult parsed)
    {
        var verbs = Verbs(parsed.CommandResult.Command);
        // An unknown verb is also reported as a missing one, first; the later message names it.
        var errors = parsed.Errors.Select(e => e.Message).Distinct();
        Write(io, [.. parsed.UnmatchedTokens.Count > 0 ? errors.TakeLast(1) : errors, $"See: detector {verbs}--help"]);
        return ExitCode.Usage;
    }

    private static string Verbs(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "" : $"{Verbs(parent)}{command.Name} ";
    }

    private static IEnumerable<string> Refusal(DetectorException error)
    {
        if (error.FieldViolations is [var only])
        {
            return [$"{only.Field}: {only.Description}"];
        }

        if (error.FieldViolations.Count == 0)
        {
            return [error.Message];
        }

        var shown = error.FieldViolations.Take(ShownViolations).Select(v => $"  {v.Field}: {v.Description}");
        var more = error.FieldViolations.Count - ShownViolations;
        return [$"{error.FieldViolations.Count} fields are refused:", .. shown, .. more > 0 ? [$"  and {more} more"] : Array.Empty<string>()];
    }

    private static IEnumerable<string> Hint(DetectorException error)
    {
        if (error.IsUntrusted)
        {
            yield return "--ca FILE names the authority that signs its certificate.";
        }
        else if (error.Status == StatusCode.Unauthenticated)
        {
            yield return $"--key-file FILE, or the variable {ServerOptions.KeyVariable}, gives a key.";
        }
        else if (error.IsUnreachable)
        {
            yield return $"Start it with './detector serve', or name another with --server or {ServerOptions.Variable}.";
        }
        else if (error.Status == StatusCode.DeadlineExceeded)
        {
            yield return "--timeout SECONDS allows more.";
        }
        else if (error.RetryAfter is { } wait)
        {
            yield return $"Try again in {Math.Ceiling(wait.TotalSeconds):0} s.";
        }
        else if (error.Reason is "BATCH_TOO_LARGE" or "REFERENCE_TOO_LARGE")
        {
            yield return "Give fewer, such as some at random (shuf -n N FILE), or raise the service's limit.";
        }
        else if (error.Status == StatusCode.NotFound)
        {
            yield return KindOf(error) switch
            {
                "MONITOR" => "'detector monitor list' shows the monitors there are.",
                "REPORT" or "WINDOW" => "'detector reports NAME' shows the reports there are.",
                _ => "'detector reference list' shows the references there are.",
            };
        }
    }

    // REFERENCE_NOT_FOUND and its like name what is not there.
    private static string? KindOf(DetectorException error) => error.Reason?.Split('_')[0];

    private static void Write(CommandIo io, params IReadOnlyList<string> lines)
    {
        var console = TextConsole.ForError(io);
        console.Write(new Spectre.Console.Text("error: ", TextConsole.Red));
        foreach (var line in lines)
        {
            io.Error.WriteLine(PlainText.Clean(line));
        }
    }
}

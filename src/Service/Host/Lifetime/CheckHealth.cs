namespace Detector.Host.Lifetime;

/// <summary>
/// Asks a running service whether it can answer calls, for images and pods: they have no shell and no program but this one to ask with.
/// </summary>
internal static class CheckHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs the verb.</summary>
    /// <param name="arguments">--url URL, for example http://127.0.0.1:8080/readyz.</param>
    /// <param name="output">Told what the service answers.</param>
    /// <param name="error">Told why it cannot answer calls.</param>
    /// <returns>The exit code: success when the URL is answered by 200 within five seconds.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not ["--url", var text] || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            await error.WriteLineAsync("detector-service: check-health needs --url URL, for example http://127.0.0.1:8080/readyz.");
            return ExitCode.Usage;
        }

        // A proxy of the environment is for what is far away.
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(url);
            var answer = $"{url} answers {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}";
            await (response.IsSuccessStatusCode ? output.WriteLineAsync(answer) : error.WriteLineAsync($"detector-service: {answer}"));
            return response.IsSuccessStatusCode ? ExitCode.Success : ExitCode.Failure;
        }
        catch (HttpRequestException unreachable)
        {
            await error.WriteLineAsync($"detector-service: {url} cannot be asked: {unreachable.Message}");
        }
        catch (TaskCanceledException)
        {
            await error.WriteLineAsync($"detector-service: {url} does not answer within {Patience.TotalSeconds} s.");
        }

        return ExitCode.Failure;
    }
}

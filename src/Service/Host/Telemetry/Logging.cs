using Detector.Host.Options;

namespace Detector.Host.Telemetry;

/// <summary>Sets the log up.</summary>
internal static class Logging
{
    /// <summary>Logs to standard output: text on a terminal, one JSON object per line elsewhere.</summary>
    public static WebApplicationBuilder AddDetectorLogging(this WebApplicationBuilder builder, LogOptions options)
    {
        var json = options.Format == LogFormat.Json || (options.Format == LogFormat.Auto && Console.IsOutputRedirected);
        builder.Logging.ClearProviders().SetMinimumLevel(options.Level);

        // The service logs its own calls and errors once; the frameworks would repeat them, with exception messages that could hold texts.
        // A failed start is told on standard error, in one line.
        var frameworks = (LogLevel)Math.Max((int)LogLevel.Warning, (int)options.Level);
        builder.Logging
            .AddFilter("Microsoft", frameworks)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None)
            .AddFilter("Grpc", LogLevel.None);
        if (json)
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
                console.UseUtcTimestamp = true;
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
            });
        }

        return builder;
    }
}

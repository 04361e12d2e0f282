using Detector.Host.Options;

namespace Detector.Host.Security;

/// <summary>Adds what keeps strangers out.</summary>
internal static partial class SecurityRegistration
{
    /// <summary>Reads keys, and adds access control with them and the certificates.</summary>
    /// <exception cref="Errors.StartException">The keys cannot be read, or are wrong.</exception>
    public static IServiceCollection AddSecurity(
        this IServiceCollection services, DetectorOptions options, WatchedFiles<TlsCertificates>? certificates)
    {
        var keys = WatchKeys(options.Auth);
        foreach (var file in new IWatchedFiles?[] { keys, certificates }.OfType<IWatchedFiles>())
        {
            services.AddSingleton(file);
        }

        return services
            .AddSingleton(new Authenticator(keys, options.Tls))
            .AddSingleton<ClientLimits>()
            .AddSingleton<AccessControl>()
            .AddHostedService<FileWatch>();
    }

    /// <summary>Puts access control before the endpoints.</summary>
    public static WebApplication UseAccessControl(this WebApplication app)
    {
        app.UseMiddleware<AccessControl>();
        return app;
    }

    /// <summary>Says what is open although it need not be.</summary>
    public static void LogExposure(this ILogger logger, DetectorOptions options)
    {
        if (options.Listen.IsLoopback)
        {
            return;
        }

        if (options.Auth.KeysPath.Length == 0 && !options.Tls.ClientCertificates)
        {
            LogOpen(logger, options.Listen.Address);
        }
        else if (!options.Tls.Enabled)
        {
            LogCleartext(logger, options.Listen.Address);
        }
    }

    private static WatchedFiles<KeyRing>? WatchKeys(AuthOptions options) => options.KeysPath.Length == 0 ? null : new WatchedFiles<KeyRing>(
        [("Auth:KeysPath", options.KeysPath)],
        contents => KeyFile.Read(contents[0]),
        (before, read) => before.ReplaceBy(read));

    [LoggerMessage(22, LogLevel.Warning, "Whoever reaches {Address} may call everything: Listen:AllowUnauthenticated")]
    private static partial void LogOpen(ILogger logger, string address);

    [LoggerMessage(23, LogLevel.Warning, "Keys and samples come to {Address} unencrypted: set Tls:CertificatePath, or let a proxy encrypt them")]
    private static partial void LogCleartext(ILogger logger, string address);
}

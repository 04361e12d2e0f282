using Detector.Host.Errors;
using Detector.Host.Options;

namespace Detector.Host.Security;

/// <summary>
/// Stands before every endpoint, and before a message of the call is read: lets in who has the role that the endpoint needs and is within
/// its share of calls. An endpoint that names no role is refused. Who fails too often is told to wait.
/// </summary>
internal sealed class AccessControl(Authenticator authenticator, ClientLimits limits, ListenOptions listen) : IMiddleware
{
    /// <inheritdoc/>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return IsAtMetricsPort(context) ? NotFound(context) : next(context);
        }

        if (listen.MetricsPort != 0 && IsAtMetricsPort(context) != endpoint.Metadata.GetMetadata<MetricsPortOnly>() is not null)
        {
            return NotFound(context);
        }

        var needed = endpoint.Metadata.GetMetadata<RequiredRole>()
            ?? throw new ServiceException(ErrorReason.MissingRole, "Nobody may call this: the service names no role for it.");
        if (needed.Role != Role.None && !IsAtMetricsPort(context))
        {
            LetIn(context, needed.Role);
        }

        return next(context);
    }

    private void LetIn(HttpContext context, Role needed)
    {
        var caller = Identify(context);
        if (!caller.Has(needed))
        {
            throw new ServiceException(
                ErrorReason.MissingRole, $"The call needs the role {string.Join(" and ", RoleWords.Write(needed))}, which this caller does not have.");
        }

        limits.TakeRequest(caller);
        context.SetCaller(caller);
    }

    private Caller Identify(HttpContext context)
    {
        try
        {
            return authenticator.Authenticate(context);
        }
        catch (ServiceException)
        {
            limits.TakeFailure(Authenticator.AddressOf(context));
            throw;
        }
    }

    private bool IsAtMetricsPort(HttpContext context) => listen.MetricsPort != 0 && context.Connection.LocalPort == listen.MetricsPort;

    private static Task NotFound(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

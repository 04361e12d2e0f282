using Microsoft.AspNetCore.Http.Features;

namespace Detector.Host.Security;

/// <summary>Keeps the caller with its request.</summary>
internal static class CallerFeature
{
    /// <summary>The caller, once access control has let the request in.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.GetRequiredFeature<Caller>();

    /// <summary>Sets the caller.</summary>
    public static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}

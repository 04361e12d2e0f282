namespace Detector.Host.Security;

/// <summary>What an endpoint needs of its callers. An endpoint without it is refused to everybody.</summary>
/// <param name="Role">The roles, all of which are needed; none for an endpoint that is open to anyone.</param>
internal sealed record RequiredRole(Role Role);

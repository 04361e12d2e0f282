namespace Detector.Host.Security;

/// <summary>Who calls.</summary>
/// <param name="Name">Tells callers apart: the name of their key, or their address where they have none.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Withdrawn">Cancelled when it loses its key or a role.</param>
internal sealed record Caller(string Name, Role Roles, CancellationToken Withdrawn)
{
    /// <summary>Whether it has all roles that something needs.</summary>
    public bool Has(Role needed) => Roles.HasFlag(Role.Admin) || (Roles & needed) == needed;
}

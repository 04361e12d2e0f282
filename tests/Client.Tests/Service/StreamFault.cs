namespace Detector.Client.Tests.Service;

/// <summary>When one connection of a stream is ended, and how.</summary>
/// <param name="After">Messages of the connection after which it is.</param>
/// <param name="End">How.</param>
/// <param name="Acknowledges">The last of them is acknowledged first; else the acknowledgement is lost.</param>
/// <param name="Forgets">The service then knows of no message any more.</param>
internal sealed record StreamFault(int After, StreamEnd End, bool Acknowledges = false, bool Forgets = false);

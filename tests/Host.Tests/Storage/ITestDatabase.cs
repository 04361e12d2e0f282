using Detector.Host.Storage;

namespace Detector.Host.Tests.Storage;

/// <summary>A database of one test.</summary>
internal interface ITestDatabase : IAsyncDisposable
{
    /// <summary>Opens it, as each of several processes would.</summary>
    ISqlEngine Open();
}

using Detector.V1;
using Grpc.Core;

namespace Detector.Host.Tests.Security;

/// <summary>A call that needs the role read.</summary>
internal static class KeyCalls
{
    /// <summary>Lists references.</summary>
    public static async Task ListAsync(this CallInvoker invoker) =>
        await new ReferenceService.ReferenceServiceClient(invoker).ListReferencesAsync(new ListReferencesRequest());
}

using Detector.Host.Storage;
using Detector.Host.Storage.Sql;
using Detector.Host.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.Storage;

/// <summary>A store at which calibrations whose nulls are computed wait until a test opens the gate.</summary>
internal sealed class HeldStore(SqlReferenceStore store, Gate gate) : PassingStore(store)
{
    /// <summary>Puts it in the place of the service's store.</summary>
    public static Action<IServiceCollection> At(Gate gate) => services =>
        services.AddSingleton(gate).AddSingleton<SqlReferenceStore>().AddSingleton<IReferenceStore, HeldStore>();

    public override async Task<StoredReference?> CompleteAsync(
        StoredReference reference, Action<Stream> writeContent, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        return await base.CompleteAsync(reference, writeContent, cancellation);
    }
}

using System.Globalization;
using Detector.Detection.Calibration;

namespace Detector.Detection.Judging;

/// <summary>Says damage in words.</summary>
internal static class DamageWords
{
    /// <summary>One kind of damage with its dose.</summary>
    public static string Of(JudgedDamage damage)
    {
        var estimate = damage.ToEstimate();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"all metrics together look as if {Deed(damage.Kind)}: dose {estimate.Dose:P0} (90 % interval {estimate.DoseLow:P0} to {estimate.DoseHigh:P0}); healthy batches of this size show up to {damage.Result.Null.P95:P0}");
    }

    private static string Deed(DamageKind kind) => kind switch
    {
        DamageKind.TailLoss => "the outputs in the sparsest regions of the reference were missing",
        DamageKind.OuterLoss => "the outputs farthest from the middle of the reference were missing",
        DamageKind.Contraction => "every output had moved towards the middle of the reference",
        DamageKind.Sharpening => "frequent regions had gained and rare ones had lost",
        DamageKind.RegionLoss => "some regions of the reference were empty",
        DamageKind.Intrusion => "outputs came from regions that the reference lacks",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

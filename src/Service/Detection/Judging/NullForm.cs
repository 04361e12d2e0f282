namespace Detector.Detection.Judging;

/// <summary>What a batch is compared with.</summary>
public enum NullForm
{
    /// <summary>Exact where cached nulls are only approximate and exact ones cost little; otherwise cached.</summary>
    Auto,

    /// <summary>Draws from B that were made with the reference, widened for the error of B; approximate for |B| below ten batches.</summary>
    Cached,

    /// <summary>Draws from B and the batch together, made anew for each batch; exact for every size.</summary>
    Exact,
}

namespace Detector.Encoding.Batching;

/// <summary>Inputs that run together.</summary>
/// <param name="Inputs">Their places in the call.</param>
/// <param name="PaddedTokens">Their number times the length of the longest.</param>
internal sealed record EncodingBatch(int[] Inputs, long PaddedTokens)
{
    /// <summary>
    /// Sorts inputs by length, for padding costs more than all else, and cuts them into batches. The longest come first, so that the
    /// runners end at about the same time. A call's batches depend on nothing but the call, so encoding it again gives the same bits.
    /// </summary>
    public static IEnumerable<EncodingBatch> Plan(IReadOnlyList<int[]> inputs, int batchTokens)
    {
        var order = Enumerable.Range(0, inputs.Count).OrderByDescending(input => inputs[input].Length).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var length = Math.Max(1, inputs[order[start]].Length);
            var count = Math.Clamp(batchTokens / length, 1, order.Length - start);
            yield return new(order[start..(start + count)], (long)count * length);
            start += count;
        }
    }
}

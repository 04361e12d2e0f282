namespace Detector.Encoding.Batching;

/// <summary>Inputs of one model run.</summary>
internal interface IModelInputs
{
    /// <summary>Number of inputs.</summary>
    int Count { get; }

    /// <summary>Token ids of an input, special ones included.</summary>
    ReadOnlySpan<int> TokensOf(int input);
}

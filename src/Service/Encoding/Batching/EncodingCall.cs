using Detector.Encoding.Encoder;

namespace Detector.Encoding.Batching;

/// <summary>One call's inputs and their embeddings.</summary>
internal sealed class EncodingCall
{
    private readonly TaskCompletionSource<float[]> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly float[] _embeddings;
    private readonly int _dimension;

    // The inputs, longest first, their lengths, and for each place the first from there on whose input still waits.
    private readonly int[] _inputs;
    private readonly int[] _lengths;
    private readonly int[] _waiting;
    private int _unfinished;

    /// <summary>Makes a call.</summary>
    /// <param name="texts">Its texts, at least one.</param>
    /// <param name="dimension">Length of an embedding.</param>
    public EncodingCall(TokenizedTexts texts, int dimension)
    {
        Texts = texts;
        _dimension = dimension;
        _unfinished = texts.Inputs;
        _embeddings = new float[texts.Inputs * dimension];
        _inputs = [.. Enumerable.Range(0, texts.Inputs)];
        _lengths = Array.ConvertAll(_inputs, LengthOf);
        _waiting = [.. Enumerable.Range(0, texts.Inputs + 1)];
        WaitingTokens = _lengths.Sum();
        Array.Sort(_lengths, _inputs, LongestFirst.Comparer);
    }

    /// <summary>The texts.</summary>
    public TokenizedTexts Texts { get; }

    /// <summary>Inputs x dimension floats, when all are done.</summary>
    public Task<float[]> Embeddings => _completion.Task;

    /// <summary>Tokens of the inputs not yet taken. Guarded by the queue.</summary>
    public long WaitingTokens { get; private set; }

    /// <summary>Tokens of an input. One without tokens is one place of padding.</summary>
    public int LengthOf(int input) => Math.Max(1, Texts.LengthOf(input));

    /// <summary>Moves inputs that fit into a batch: the longest, or where it holds some already, those no longer than them. Guarded by the queue.</summary>
    public void Fill(EncodingBatch batch)
    {
        var place = WaitingFrom(batch.Count == 0 ? 0 : FirstWithin(batch.Length));
        while (place < _inputs.Length && batch.Fits(_lengths[place]))
        {
            batch.Add(this, _inputs[place]);
            WaitingTokens -= _lengths[place];
            _waiting[place] = place + 1;
            place = WaitingFrom(place);
        }
    }

    /// <summary>Stores the embedding of an input; the last one completes the call.</summary>
    public void Complete(int input, ReadOnlySpan<float> embedding)
    {
        embedding.CopyTo(_embeddings.AsSpan(input * _dimension));
        if (Interlocked.Decrement(ref _unfinished) == 0)
        {
            _completion.TrySetResult(_embeddings);
        }
    }

    /// <summary>Gives the call up.</summary>
    public void Cancel(CancellationToken cancellation) => _completion.TrySetCanceled(cancellation);

    /// <summary>Ends the call with an error.</summary>
    public void Fail(Exception error) => _completion.TrySetException(error);

    /// <summary>The first place of an input of at most a length.</summary>
    private int FirstWithin(int length)
    {
        var (low, high) = (0, _lengths.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _lengths[middle] > length ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private int WaitingFrom(int place)
    {
        var end = place;
        while (_waiting[end] != end)
        {
            end = _waiting[end];
        }

        // Shortens the way for the next time.
        while (_waiting[place] != end)
        {
            (place, _waiting[place]) = (_waiting[place], end);
        }

        return end;
    }

    private sealed class LongestFirst : IComparer<int>
    {
        public static readonly LongestFirst Comparer = new();

        public int Compare(int x, int y) => y.CompareTo(x);
    }
}

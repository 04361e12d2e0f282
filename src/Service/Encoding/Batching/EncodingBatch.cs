namespace Detector.Encoding.Batching;

/// <summary>Inputs that run together, of one call or of several. A runner fills it again and again.</summary>
/// <param name="limit">Padded tokens that it holds, unless a single input is longer.</param>
internal sealed class EncodingBatch(int limit) : IModelInputs
{
    // A run costs about as much as so many tokens beside its inputs, so inputs are padded by up to that rather than run on their own.
    private const int TokensPerRun = 6;

    // Of a full batch, this part may be padding.
    private const int PaddedPart = 64;

    private readonly List<Place> _places = [];

    /// <summary>Padded tokens that it holds.</summary>
    public int Limit { get; } = limit;

    /// <summary>Number of inputs.</summary>
    public int Count => _places.Count;

    /// <summary>Tokens of the longest input.</summary>
    public int Length { get; private set; }

    /// <summary>Tokens of all inputs.</summary>
    public int Tokens { get; private set; }

    /// <summary>Number of inputs times the length of the longest.</summary>
    public int PaddedTokens => Count * Length;

    /// <summary>True when no shorter input has room.</summary>
    public bool IsFull => Count > 0 && PaddedTokens + Length > Limit;

    /// <summary>An input of a call.</summary>
    public Place this[int place] => _places[place];

    /// <inheritdoc/>
    public ReadOnlySpan<int> TokensOf(int input) => _places[input].Call.Texts.TokensOf(_places[input].Input);

    /// <summary>True if an input that is no longer than those before has room, and padding it costs less than another run.</summary>
    public bool Fits(int length)
    {
        var padded = PaddedTokens + Length;
        return Count == 0 || (!IsFull && padded - Tokens - length <= Math.Max(TokensPerRun, padded / PaddedPart));
    }

    /// <summary>Adds an input that fits.</summary>
    public void Add(EncodingCall call, int input)
    {
        var length = call.LengthOf(input);
        Length = Math.Max(Length, length);
        Tokens += length;
        _places.Add(new(call, input));
    }

    /// <summary>A batch for each of the calls it holds inputs of.</summary>
    public IReadOnlyList<EncodingBatch> ByCall() => [.. _places.GroupBy(place => place.Call, Of)];

    /// <summary>Empties the batch.</summary>
    public void Clear()
    {
        _places.Clear();
        (Length, Tokens) = (0, 0);
    }

    private EncodingBatch Of(EncodingCall call, IEnumerable<Place> places)
    {
        var part = new EncodingBatch(Limit);
        foreach (var place in places)
        {
            part.Add(call, place.Input);
        }

        return part;
    }

    /// <summary>An input of a call.</summary>
    /// <param name="Call">The call.</param>
    /// <param name="Input">The input's place in the call.</param>
    internal readonly record struct Place(EncodingCall Call, int Input);
}

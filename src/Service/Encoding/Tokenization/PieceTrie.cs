namespace Detector.Encoding.Tokenization;

/// <summary>
/// A prefix tree of pieces. Its edges lie in one hash table with linear probing, keyed by node and character: a look-up is one or two reads.
/// </summary>
internal sealed class PieceTrie
{
    private const int NoPiece = -1;

    private ulong[] _keys = new ulong[1024];
    private int[] _targets = new int[1024];
    private int[] _pieces = [NoPiece];
    private int _nodes = 1;

    /// <summary>The root's number.</summary>
    public const int Root = 0;

    /// <summary>Adds a piece; the last of equal pieces stays.</summary>
    public void Add(string piece, int id)
    {
        var node = Root;
        foreach (var character in piece)
        {
            node = Next(node, character) is var next and > 0 ? next : Grow(node, character);
        }

        _pieces[node] = id;
    }

    /// <summary>The node one character further, or 0 if there is none.</summary>
    public int Next(int node, char character)
    {
        var key = Key(node, character);
        for (var slot = Slot(key); _keys[slot] != 0; slot = (slot + 1) & (_keys.Length - 1))
        {
            if (_keys[slot] == key)
            {
                return _targets[slot];
            }
        }

        return 0;
    }

    /// <summary>The piece that ends at a node, or -1.</summary>
    public int PieceAt(int node) => _pieces[node];

    private int Grow(int node, char character)
    {
        if (_nodes * 2 > _keys.Length)
        {
            Rehash();
        }

        if (_nodes == _pieces.Length)
        {
            Array.Resize(ref _pieces, 2 * _nodes);
        }

        _pieces[_nodes] = NoPiece;
        Insert(Key(node, character), _nodes);
        return _nodes++;
    }

    private void Rehash()
    {
        var (keys, targets) = (_keys, _targets);
        _keys = new ulong[2 * keys.Length];
        _targets = new int[_keys.Length];
        for (var slot = 0; slot < keys.Length; slot++)
        {
            if (keys[slot] != 0)
            {
                Insert(keys[slot], targets[slot]);
            }
        }
    }

    private void Insert(ulong key, int target)
    {
        var slot = Slot(key);
        while (_keys[slot] != 0)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        (_keys[slot], _targets[slot]) = (key, target);
    }

    // Plus one, for 0 marks an empty slot.
    private static ulong Key(int node, char character) => (((ulong)node << 16) | character) + 1;

    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> 32) & (_keys.Length - 1);
}

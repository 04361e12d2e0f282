using System.Text;

namespace Detector.Cli.Input;

/// <summary>
/// A CSV record as it grows line by line: a quoted field may hold line ends, so a record is whole only when no quote is open
/// (RFC 4180, section 2).
/// </summary>
internal sealed class CsvRecord(long line)
{
    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();
    private State _state = State.FieldStart;

    private enum State
    {
        FieldStart,
        Unquoted,
        Quoted,
        QuoteInQuoted,
    }

    /// <summary>Line where the record begins.</summary>
    public long Line => line;

    /// <summary>The fields, once the record is whole.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Characters held so far.</summary>
    public int Length => _field.Length;

    /// <summary>What is wrong with the record; null when nothing is.</summary>
    public string? Defect { get; private set; }

    /// <summary>Adds a line. Returns true when the record is whole.</summary>
    public bool Add(string text, string ending)
    {
        foreach (var c in text)
        {
            Add(c);
        }

        if (_state == State.Quoted)
        {
            _field.Append(ending);
            return false;
        }

        EndField();
        return true;
    }

    private void Add(char c)
    {
        switch (_state, c)
        {
            case (State.FieldStart, '"'):
                _state = State.Quoted;
                break;
            case (State.Quoted, '"'):
                _state = State.QuoteInQuoted;
                break;
            case (State.QuoteInQuoted, '"'):
                _field.Append('"');
                _state = State.Quoted;
                break;
            case (State.FieldStart or State.Unquoted or State.QuoteInQuoted, ','):
                EndField();
                break;
            case (State.QuoteInQuoted, _):
                Defect ??= $"text after the closing quote of field {_fields.Count + 1}";
                _state = State.Unquoted;
                break;
            case (State.Unquoted, '"'):
                Defect ??= $"a quote inside the unquoted field {_fields.Count + 1}; quote the field and double its quotes";
                break;
            default:
                _field.Append(c);
                _state = _state == State.Quoted ? State.Quoted : State.Unquoted;
                break;
        }
    }

    private void EndField()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
        _state = State.FieldStart;
    }
}

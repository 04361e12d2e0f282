using System.Runtime.CompilerServices;
using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>
/// The samples of the input files, streamed. Remembers where each came from, so that the service's errors and findings, which
/// count samples, can be given back as file and line.
/// </summary>
/// <param name="options">What to read and how.</param>
/// <param name="standardInput">Opens standard input.</param>
internal sealed class SampleInput(InputOptions options, Func<Stream> standardInput)
{
    private readonly List<(int File, long Line)> _positions = [];
    private readonly Lock _positionsLock = new();
    private readonly IReadOnlyList<InputFile> _files = [.. options.Files.Select(f => new InputFile(f, standardInput, options.Follow))];
    private readonly UnseenFields _unseen = new(options.Fields);
    private readonly BadRowKinds _bad = new();
    private long _bytesRead;

    /// <summary>Rows passed over because they were bad.</summary>
    public long BadRows => _bad.Count;

    /// <summary>What was wrong with them.</summary>
    public IReadOnlyList<BadRowKind> BadRowKinds => _bad.Kinds;

    /// <summary>Fields that were named and that no sample has, each with its option: most likely a slip.</summary>
    public IReadOnlyList<(string Option, string Field)> UnseenFields => _unseen.Fields;

    /// <summary>Samples read so far.</summary>
    public long Count { get; private set; }

    /// <summary>Those of the origins that are counted apart.</summary>
    public long CountOfOrigins { get; private set; }

    /// <summary>Bytes of the files read so far.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Size of all files in bytes; null when one is standard input.</summary>
    public long? TotalBytes => _files.Aggregate((long?)0, (sum, file) => sum + file.Size);

    /// <summary>Samples whose place is known: those read and not forgotten.</summary>
    public int Places
    {
        get
        {
            lock (_positionsLock)
            {
                return _positions.Count;
            }
        }
    }

    /// <summary>Where the sample with this index came from, counted from the first that is not forgotten.</summary>
    public RowPosition PositionOf(int index)
    {
        lock (_positionsLock)
        {
            return new RowPosition(_files[_positions[index].File].Name, _positions[index].Line);
        }
    }

    /// <summary>Forgets where the next samples came from, so that an input without end does not fill the memory.</summary>
    public void Forget(int samples)
    {
        lock (_positionsLock)
        {
            _positions.RemoveRange(0, samples);
        }
    }

    /// <summary>Reads every file in order. To be called once.</summary>
    /// <exception cref="InputException">A file cannot be read, a row is bad, or there is no sample at all.</exception>
    public async IAsyncEnumerable<Sample> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var row in ReadRowsAsync(cancellationToken))
        {
            yield return row.Sample;
        }
    }

    /// <summary>The same with the rows. To be called once.</summary>
    /// <exception cref="InputException">As for <see cref="ReadAsync"/>.</exception>
    public async IAsyncEnumerable<SampleRow> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; i < _files.Count; i++)
        {
            await foreach (var row in ReadRowsAsync(_files[i], cancellationToken))
            {
                if (row.Defect is { } defect)
                {
                    NoteBadRow(new RowPosition(_files[i].Name, row.Line), defect);
                }

                if (row.Origin is { } origin && options.CountedOrigins.Contains(origin))
                {
                    CountOfOrigins += row.Samples.Count;
                }

                foreach (var sample in row.Samples)
                {
                    Note(sample, (i, row.Line));
                    yield return new SampleRow(sample, row.Samples.Count == 1 ? row.Row : null);
                }
            }
        }

        if (Count == 0)
        {
            var files = string.Join(", ", _files.Select(f => f.Name));
            throw new InputException(BadRows == 0 ? $"{files}: no rows" : $"{files}: every row is bad; the first: {BadRowKinds[0].First}");
        }
    }

    private void Note(Sample sample, (int File, long Line) position)
    {
        Count++;
        _unseen.Note(sample);
        lock (_positionsLock)
        {
            _positions.Add(position);
        }
    }

    private void NoteBadRow(RowPosition place, string defect)
    {
        if (!options.SkipBadRows)
        {
            throw new InputException(place, defect);
        }

        _bad.Add(place, defect);
    }

    private async IAsyncEnumerable<ParsedRow> ReadRowsAsync(InputFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var rows = OpenRowsAsync(file, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveNextAsync(rows, file))
        {
            yield return rows.Current;
        }
    }

    private async IAsyncEnumerable<ParsedRow> OpenRowsAsync(InputFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var content = await file.OpenAsync(n => Interlocked.Add(ref _bytesRead, n), cancellationToken);
        IRowParser parser = await file.FormatAsync(options.Format, content, cancellationToken) switch
        {
            InputFormat.Csv => new CsvParser(options.Fields),
            InputFormat.Text => new TextParser(),
            _ => new JsonLinesParser(options.Fields, options.KeepRows),
        };
        await foreach (var row in parser.ParseAsync(new LineReader(content, file.Name), cancellationToken))
        {
            yield return row;
        }
    }

    private static async Task<bool> MoveNextAsync(IAsyncEnumerator<ParsedRow> rows, InputFile file)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (InvalidDataException)
        {
            throw new InputException($"{file.Name}: the gzip data is damaged or cut short");
        }
        catch (IOException e)
        {
            throw new InputException($"{file.Name}: cannot be read: {e.Message}");
        }
    }
}

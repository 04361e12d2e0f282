namespace Detector.Detection.Calibration;

/// <summary>The null draws of one batch size: for every column (a metric at a budget) its value in each draw.</summary>
/// <param name="Size">Samples per draw.</param>
/// <param name="Columns">The columns that every draw could fill.</param>
/// <param name="Values">Values by column, then by draw; draw s of one column and draw s of another are the same samples.</param>
/// <param name="Shifts">For each kind of damage what its usual dose adds to each column on average.</param>
internal sealed record NullTable(
    int Size, IReadOnlyList<NullColumn> Columns, float[][] Values, SortedList<DamageKind, float[]> Shifts)
{
    /// <summary>The recall of each label of <see cref="SubsetLabels"/> over the draws.</summary>
    public RecallMoments[] Recalls { get; init; } = [];

    private readonly Dictionary<NullColumn, int> _index = Columns.Select((column, i) => (column, i)).ToDictionary();

    /// <summary>The draws of a column, or null when it was not defined at this size.</summary>
    public float[]? Of(NullColumn column) => _index.TryGetValue(column, out var i) ? Values[i] : null;

    /// <summary>What damage of a kind adds to a column on average; null when the column is not defined, or the damage cannot be done.</summary>
    public float? ShiftOf(DamageKind kind, NullColumn column) =>
        _index.TryGetValue(column, out var i) && Shifts.TryGetValue(kind, out var shift) ? shift[i] : null;

    /// <summary>The budgets at which a metric has a column, ascending.</summary>
    public IEnumerable<int> BudgetsOf(string metric) =>
        Columns.Where(column => column.Metric == metric).Select(column => column.Budget).Order();
}

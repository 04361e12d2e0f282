namespace Detector.Host.Errors;

/// <summary>Collects what is wrong with a request, so that the caller hears of all of it at once.</summary>
internal sealed class Violations
{
    private readonly List<FieldViolation> _found = [];

    /// <summary>True when further violations would not be listed.</summary>
    public bool Full => _found.Count >= ServiceException.MaximumViolations;

    /// <summary>Notes a violation.</summary>
    public void Add(string field, ErrorReason reason, string description)
    {
        if (!Full)
        {
            _found.Add(new FieldViolation(field, reason, description));
        }
    }

    /// <summary>Ends the call when anything was noted.</summary>
    /// <exception cref="ServiceException">Something was.</exception>
    public void Throw()
    {
        if (_found.Count > 0)
        {
            throw ServiceException.BadInput(_found);
        }
    }
}

namespace Detector.Cli.Input;

/// <summary>An input cannot be read. The message names the file, and the line where there is one.</summary>
public sealed class InputException : Exception
{
    /// <summary>An error of a whole file.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>An error of one row.</summary>
    public InputException(RowPosition position, string defect)
        : base($"{position}: {defect}")
    {
    }
}

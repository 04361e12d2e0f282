namespace Detector.Cli.Input;

/// <summary>A row cannot be turned into a sample; the message says why. Stays inside the parsers.</summary>
internal sealed class RowDefectException(string message) : Exception(message);

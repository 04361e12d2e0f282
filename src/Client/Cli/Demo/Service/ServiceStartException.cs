namespace Detector.Cli.Demo.Service;

/// <summary>The service could not be started.</summary>
/// <param name="message">Why, with the end of its log.</param>
/// <param name="inner">The error below, if any.</param>
public sealed class ServiceStartException(string message, Exception? inner = null) : Exception(message, inner);

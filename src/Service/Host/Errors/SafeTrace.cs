using System.Text;

namespace Detector.Host.Errors;

/// <summary>What may be logged of an unexpected exception: types and places. Messages could hold texts of samples.</summary>
internal static class SafeTrace
{
    /// <summary>The exception and those below it, outermost first.</summary>
    public static string Of(Exception exception)
    {
        var trace = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            trace.Append(trace.Length == 0 ? "" : "caused by ").AppendLine(current.GetType().FullName).AppendLine(current.StackTrace);
        }

        return trace.ToString();
    }
}

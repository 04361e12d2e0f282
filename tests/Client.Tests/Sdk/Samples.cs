using Detector.V1;

namespace Detector.Client.Tests.Sdk;

internal static class Samples
{
    public static async IAsyncEnumerable<Sample> Make(int count, int length = 10, Exception? end = null)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new Sample { Text = $"{i}".PadRight(length, '.') };
        }

        if (end is not null)
        {
            throw end;
        }
    }
}

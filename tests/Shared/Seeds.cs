namespace Detector.Tests.Shared;

/// <summary>Generators for every random choice, each a function of what it is for.</summary>
public static class Seeds
{
    /// <summary>The generator for a purpose: the same parts give the same sequence on every machine.</summary>
    public static Random For(params ReadOnlySpan<object> parts)
    {
        var hash = 2166136261u;
        foreach (var part in parts)
        {
            foreach (var unit in FormattableString.Invariant($"{part}\n"))
            {
                hash = (hash ^ unit) * 16777619;
            }
        }

        return new Random((int)(hash & int.MaxValue));
    }
}

using System.Globalization;
using Detector.Tests.Studies;

namespace Detector.Hardening;

/// <summary>How the programme runs.</summary>
internal sealed record HardeningOptions : StudyOptions
{
    private HardeningOptions(StudyOptions shared)
        : base(shared)
    {
    }

    /// <summary>Offer more load than the service can bear instead of fuzzing it.</summary>
    public bool Overload { get; init; }

    /// <summary>Seed of everything random. The default value is 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Reads arguments, of which the first is the check's name.</summary>
    /// <exception cref="ArgumentException">They make no sense.</exception>
    public static HardeningOptions Parse(IReadOnlyList<string> arguments)
    {
        var seed = 1;
        var shared = Parse(arguments.Skip(1), TakeSeed, "--smoke, --seed N and --only NAME", needsPassages: false);
        return new HardeningOptions(shared)
        {
            Seed = seed,
            Overload = (arguments.Count == 0 ? "" : arguments[0]) switch
            {
                "overload" => true,
                "fuzz" => false,
                _ => throw new ArgumentException("The first argument is fuzz or overload."),
            },
        };

        bool TakeSeed(string argument, Func<string> value)
        {
            if (argument != "--seed")
            {
                return false;
            }

            return int.TryParse(value(), NumberStyles.Integer, CultureInfo.InvariantCulture, out seed)
                ? true
                : throw new ArgumentException("--seed takes a whole number.");
        }
    }
}

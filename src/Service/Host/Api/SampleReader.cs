using Detector.Detection.Samples;
using Detector.Host.Errors;
using Detector.Host.Options;
using Google.Protobuf.Collections;

namespace Detector.Host.Api;

/// <summary>Checks and converts the samples of one call; indices in errors count over the whole call.</summary>
/// <param name="limits">How large things may be.</param>
/// <param name="maximum">Most samples of the call.</param>
/// <param name="tooMany">The reason when there are more.</param>
/// <param name="option">The option that sets the maximum, for the error.</param>
/// <param name="field">Path of the samples, for errors.</param>
/// <param name="uniqueIds">Whether a repeated id is bad; to know that takes memory for each.</param>
internal sealed class SampleReader(
    LimitsOptions limits, int maximum, ErrorReason tooMany, string option, string field = "samples", bool uniqueIds = true)
{
    private readonly Dictionary<string, int> _ids = [];

    /// <summary>Samples read so far.</summary>
    public int Count { get; private set; }

    /// <summary>Checks and converts the next samples.</summary>
    /// <exception cref="ServiceException">There are too many, or some are bad: all of them are listed, up to the limit of an error.</exception>
    public IReadOnlyList<Sample> Read(RepeatedField<V1.Sample> samples)
    {
        if (Count + samples.Count > maximum)
        {
            throw ServiceException.BadInput(field, tooMany, $"There are more than {maximum} samples, the limit {option}.");
        }

        var violations = new Violations();
        var read = new List<Sample>(samples.Count);
        foreach (var sample in samples)
        {
            read.Add(Read(sample, $"{field}[{Count}]", violations));
            Count++;
            if (violations.Full)
            {
                break;
            }
        }

        violations.Throw();
        return read;
    }

    /// <summary>Ends the call when it had no samples.</summary>
    /// <exception cref="ServiceException">EmptyBatch.</exception>
    public void RequireAny()
    {
        if (Count == 0)
        {
            throw ServiceException.BadInput(field, ErrorReason.EmptyBatch, "The batch holds no samples; send at least one.");
        }
    }

    private Sample Read(V1.Sample sample, string path, Violations violations)
    {
        if (string.IsNullOrWhiteSpace(sample.Text))
        {
            violations.Add($"{path}.text", ErrorReason.BlankText, "The text is empty or white space only.");
        }

        Limit(sample.Text, limits.TextBytes, ErrorReason.TextTooLong, "Limits:TextBytes", $"{path}.text", violations);
        Limit(sample.Prompt, limits.PromptBytes, ErrorReason.FieldTooLong, "Limits:PromptBytes", $"{path}.prompt", violations);
        Limit(sample.Id, limits.LabelBytes, ErrorReason.FieldTooLong, "Limits:LabelBytes", $"{path}.id", violations);
        Limit(sample.Group, limits.LabelBytes, ErrorReason.FieldTooLong, "Limits:LabelBytes", $"{path}.group", violations);
        Limit(sample.Subset, limits.LabelBytes, ErrorReason.FieldTooLong, "Limits:LabelBytes", $"{path}.subset", violations);
        if (uniqueIds && sample.Id.Length > 0 && !_ids.TryAdd(sample.Id, Count))
        {
            violations.Add($"{path}.id", ErrorReason.DuplicateId, $"{field}[{_ids[sample.Id]}] has the same id; ids are unique within one call.");
        }

        return new Sample(sample.Text)
        {
            Id = NullIfEmpty(sample.Id),
            Prompt = NullIfEmpty(sample.Prompt),
            Group = NullIfEmpty(sample.Group),
            Subset = NullIfEmpty(sample.Subset),
            Time = ReadTime(sample, path, violations),
        };
    }

    private static void Limit(string text, int limit, ErrorReason reason, string option, string field, Violations violations)
    {
        if (text.Length > limit / 3 && System.Text.Encoding.UTF8.GetByteCount(text) is var bytes && bytes > limit)
        {
            violations.Add(field, reason, $"It has {bytes} bytes of UTF-8; the limit {option} is {limit}.");
        }
    }

    private static DateTimeOffset? ReadTime(V1.Sample sample, string path, Violations violations)
    {
        try
        {
            return sample.Time?.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            violations.Add($"{path}.time", ErrorReason.InvalidField, "It is no valid time: the year is 1 to 9999, the nanoseconds 0 to 999999999.");
            return null;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

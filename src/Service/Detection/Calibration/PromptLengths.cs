using Detector.Detection.Samples;

namespace Detector.Detection.Calibration;

/// <summary>Mean number of words of the outputs to each prompt; arrays with one entry per prompt, ascending in the key.</summary>
/// <param name="Keys">Hash of the prompt's key.</param>
/// <param name="Words">Mean number of words, from 0.</param>
internal sealed record PromptLengths(ulong[] Keys, double[] Words)
{
    /// <summary>Measures samples; those without a prompt or group are left out.</summary>
    public static PromptLengths Of(IReadOnlyList<Sample> samples, TextFeatures[] features)
    {
        var prompts = samples.Select((sample, index) => (sample.GroupKey, features[index].Words.Length))
            .Where(entry => entry.GroupKey is not null)
            .GroupBy(entry => TextHash.Of(entry.GroupKey!), entry => entry.Length)
            .OrderBy(group => group.Key)
            .ToArray();
        return new PromptLengths([.. prompts.Select(prompt => prompt.Key)], [.. prompts.Select(prompt => prompt.Average())]);
    }
}

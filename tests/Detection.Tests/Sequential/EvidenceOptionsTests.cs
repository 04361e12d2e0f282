using System.ComponentModel.DataAnnotations;
using Detector.Detection.Sequential;

namespace Detector.Detection.Tests.Sequential;

public sealed class EvidenceOptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        Assert.Empty(Errors(new EvidenceOptions()));
        Assert.Empty(Errors(new EvidenceOptions { Ceiling = double.PositiveInfinity }));
    }

    [Fact]
    public void Every_error_is_told_at_once()
    {
        var options = new EvidenceOptions
        {
            WarningEvidence = 1,
            PageEvidence = 0.5,
            Remedy = (PValueRemedy)9,
            LearnedWindows = 4001,
            MostSubsets = -1,
            ReleaseFraction = 0,
            ReleaseWindows = 0,
            Ceiling = double.NaN,
        };
        Assert.Equal(8, Errors(options).Count());
    }

    [Fact]
    public void A_warning_may_not_need_more_evidence_than_a_page()
    {
        Assert.Equal(
            [nameof(EvidenceOptions.PageEvidence)],
            Errors(new EvidenceOptions { WarningEvidence = 300, PageEvidence = 299 }).SelectMany(error => error.MemberNames));
    }

    private static IEnumerable<ValidationResult> Errors(EvidenceOptions options) => options.Validate(new ValidationContext(options));
}

using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;

namespace Detector.Host.Tests.Api;

public sealed class ReferenceCallTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private TestService Service => fixture.Service;

    [Fact]
    public void A_created_reference_says_what_it_is()
    {
        var reference = fixture.Reference;
        Assert.Equal(ServiceWithReference.Name, reference.Name);
        Assert.Equal("for tests", reference.Description);
        Assert.Equal(ServiceWithReference.Count, reference.SampleCount);
        Assert.Equal(reference.SampleCount, reference.FitCount + reference.NullCount);
        Assert.Equal(1UL, reference.Seed);
        Assert.Equal(512, reference.Encoder.Dimension);
        Assert.Equal(64, reference.Encoder.Fingerprint.Length);
        Assert.False(reference.KeepsTexts);
        Assert.Equal(["city", "country"], reference.Subsets.Select(subset => subset.Subset));
        Assert.Equal(reference.SampleCount, reference.Subsets.Sum(subset => subset.Count));
        Assert.Equal(ServiceWithReference.Count / 4, reference.PromptGroupCount);
        Assert.Equal(99, reference.NullDraws);
        Assert.NotEmpty(reference.NullSizes);
        Assert.True(reference.CellCount > 0);
        Assert.True(reference.StoredBytes > 0);
    }

    [Fact]
    public async Task A_reference_is_found_by_name() =>
        Assert.Equal(
            fixture.Reference,
            (await Service.References.GetReferenceAsync(new GetReferenceRequest { Name = ServiceWithReference.Name })).Reference);

    [Fact]
    public async Task An_unknown_reference_is_not_found()
    {
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await Service.References.GetReferenceAsync(new GetReferenceRequest { Name = "none" }));
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await Service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "none" }));
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => Service.ScoreAsync("none", Texts.Samples(5)));
    }

    [Fact]
    public Task A_taken_name_is_refused() =>
        Refusal.ExpectAsync(ErrorReason.ReferenceExists, () => Service.CreateAsync(ServiceWithReference.Name, Texts.Samples(100)));

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    public async Task Too_few_samples_are_refused_and_leave_nothing(int count)
    {
        var refusal = await Refusal.ExpectAsync(ErrorReason.ReferenceTooSmall, () => Service.CreateAsync("small", Texts.Samples(count)));
        Assert.Contains("64", refusal.Message, StringComparison.Ordinal);
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await Service.References.GetReferenceAsync(new GetReferenceRequest { Name = "small" }));
    }

    [Fact]
    public Task Another_encoder_than_expected_is_refused() =>
        Refusal.ExpectAsync(
            ErrorReason.EncoderMismatch,
            () => Service.CreateAsync("other", Texts.Samples(100), header: header => header.ExpectedEncoderFingerprint = new string('0', 64)));

    [Fact]
    public async Task A_reference_is_made_with_the_options_asked_for_and_is_gone_when_deleted()
    {
        var reference = await Service.CreateAsync("brief", Texts.Samples(100), header: header =>
        {
            header.Seed = ulong.MaxValue;
            header.KeepTexts = true;
            header.ExpectedEncoderFingerprint = fixture.Reference.Encoder.Fingerprint.ToUpperInvariant();
        });
        Assert.Equal(ulong.MaxValue, reference.Seed);
        Assert.True(reference.KeepsTexts);
        await Service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = "brief" });
        await Refusal.ExpectAsync(ErrorReason.ReferenceNotFound, () => Service.ScoreAsync("brief", Texts.Samples(5)));
    }

    [Fact]
    public async Task A_bad_sample_leaves_no_reference()
    {
        var samples = Texts.Samples(250);
        samples[240].Text = "";
        await Refusal.ExpectAsync(ErrorReason.BlankText, "samples[240].text", () => Service.CreateAsync("bad", samples));
        await Refusal.ExpectAsync(
            ErrorReason.ReferenceNotFound, async () => await Service.References.GetReferenceAsync(new GetReferenceRequest { Name = "bad" }));
    }
}

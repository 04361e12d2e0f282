using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.V1;
using Google.Protobuf.WellKnownTypes;

namespace Detector.Host.Tests.Api;

public sealed class BadInputTests(ServiceWithReference fixture) : IClassFixture<ServiceWithReference>
{
    private const string Reference = ServiceWithReference.Name;

    private TestService Service => fixture.Service;

    [Fact]
    public Task An_empty_batch_is_refused() =>
        Refusal.ExpectAsync(ErrorReason.EmptyBatch, "samples", () => Service.ScoreAsync(Reference, []));

    [Fact]
    public Task An_empty_stream_is_refused() =>
        Refusal.ExpectAsync(ErrorReason.EmptyBatch, "samples", () => Service.ScoreStreamAsync(Header(Reference)));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00a0\u3000")]
    public Task A_blank_text_is_refused_by_its_index(string text) =>
        Refusal.ExpectAsync(ErrorReason.BlankText, "samples[3].text", () => Service.ScoreAsync(Reference, With(3, sample => sample.Text = text)));

    [Fact]
    public async Task A_text_over_the_limit_is_refused_by_its_index_and_the_option_is_named()
    {
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.TextTooLong, "samples[4].text", () => Service.ScoreAsync(Reference, With(4, sample => sample.Text = new string('é', 501))));
        Assert.Contains("1002", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Limits:TextBytes", refusal.Message, StringComparison.Ordinal);
        await Service.ScoreAsync(Reference, With(4, sample => sample.Text = new string('é', 500)));
    }

    [Theory]
    [InlineData("id")]
    [InlineData("group")]
    [InlineData("subset")]
    public Task A_label_over_the_limit_is_refused(string field) =>
        Refusal.ExpectAsync(
            ErrorReason.FieldTooLong,
            $"samples[0].{field}",
            () => Service.ScoreAsync(
                Reference,
                With(0, sample => Sample.Descriptor.FindFieldByName(field).Accessor.SetValue(sample, new string('x', 257)))));

    [Fact]
    public async Task Two_samples_with_one_id_are_refused_and_both_are_named()
    {
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.DuplicateId, "samples[5].id", () => Service.ScoreAsync(Reference, With(5, sample => sample.Id = "s2")));
        Assert.Contains("samples[2]", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task An_impossible_time_is_refused() =>
        Refusal.ExpectAsync(
            ErrorReason.InvalidField,
            "samples[1].time",
            () => Service.ScoreAsync(Reference, With(1, sample => sample.Time = new Timestamp { Nanos = -1 })));

    [Fact]
    public async Task Every_bad_sample_of_a_batch_is_listed_up_to_twenty()
    {
        var samples = Texts.Samples(40);
        foreach (var sample in samples.Take(30))
        {
            sample.Text = " ";
        }

        var refusal = await Refusal.ExpectAsync(ErrorReason.BlankText, () => Service.ScoreAsync(Reference, samples));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"samples[{i}].text"), refusal.Violations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task Indices_count_over_all_messages_of_a_stream()
    {
        var samples = With(7, sample => sample.Text = "");
        ScoreStreamRequest first = new() { Header = new ScoreHeader { Reference = Reference }, Samples = { samples[..5] } };
        ScoreStreamRequest second = new() { Samples = { samples[5..] } };
        await Refusal.ExpectAsync(ErrorReason.BlankText, "samples[7].text", () => Service.ScoreStreamAsync(first, second));
        first.Samples[0].Id = samples[6].Id;
        samples[7].Text = "Something.";
        await Refusal.ExpectAsync(ErrorReason.DuplicateId, "samples[6].id", () => Service.ScoreStreamAsync(first, second));
    }

    [Fact]
    public async Task Too_many_samples_are_refused_and_the_option_is_named()
    {
        var batch = await Refusal.ExpectAsync(
            ErrorReason.BatchTooLarge, "samples", () => Service.ScoreAsync(Reference, Texts.Samples(501)));
        Assert.Contains("more than 500 samples, the limit Limits:BatchSamples", batch.Message, StringComparison.Ordinal);
        var stream = await Refusal.ExpectAsync(
            ErrorReason.BatchTooLarge,
            "samples",
            () => Service.ScoreStreamAsync(Header(Reference), new ScoreStreamRequest { Samples = { Texts.Samples(1001) } }));
        Assert.Contains("more than 1000 samples, the limit Limits:StreamSamples", stream.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_has_one_header_and_it_comes_first()
    {
        await Refusal.ExpectAsync(
            ErrorReason.MissingField, "header", () => Service.ScoreStreamAsync(new ScoreStreamRequest { Samples = { Texts.Samples(5) } }));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header", () => Service.ScoreStreamAsync());
        await Refusal.ExpectAsync(
            ErrorReason.InvalidField, "header", () => Service.ScoreStreamAsync(Header(Reference), Header(Reference)));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header", () => Service.BeginAsync(new CreateReferenceRequest()));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header", () => Service.BeginAsync());
    }

    [Fact]
    public async Task A_call_without_a_reference_is_refused()
    {
        await Refusal.ExpectAsync(ErrorReason.MissingField, "reference", () => Service.ScoreAsync("", Texts.Samples(5)));
        await Refusal.ExpectAsync(ErrorReason.MissingField, "header.reference", () => Service.ScoreStreamAsync(Header("")));
        await Refusal.ExpectAsync(
            ErrorReason.MissingField, "name", async () => await Service.References.GetReferenceAsync(new GetReferenceRequest()));
        await Refusal.ExpectAsync(
            ErrorReason.MissingField, "name", async () => await Service.References.DeleteReferenceAsync(new DeleteReferenceRequest()));
    }

    [Fact]
    public async Task An_unknown_metric_is_refused_with_the_names_of_all()
    {
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.UnknownMetric,
            "options.metrics[1]",
            () => Service.ScoreAsync(Reference, Texts.Samples(5), new ScoreOptions { Metrics = { "vendi", "vendy" } }));
        Assert.Contains("mean_distance", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(-1)]
    public async Task An_unknown_form_of_the_nulls_is_refused(int form)
    {
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.InvalidField,
            "options.nulls",
            () => Service.ScoreAsync(Reference, Texts.Samples(5), new ScoreOptions { Nulls = (NullForm)form }));
        Assert.Contains("Auto, Cached, Exact", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public async Task A_threshold_outside_its_range_is_refused(double value)
    {
        var thresholds = new Thresholds { Significance = value, WatchEffect = value };
        var options = new ScoreOptions { Thresholds = thresholds };
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.InvalidThreshold,
            "header.options.thresholds.significance",
            () => Service.ScoreStreamAsync(new ScoreStreamRequest { Header = new ScoreHeader { Reference = Reference, Options = options } }));
        Assert.Contains(refusal.Violations, violation => violation.Field == "header.options.thresholds.watch_effect");
    }

    [Fact]
    public async Task Thresholds_out_of_order_are_refused()
    {
        var options = new ScoreOptions { Thresholds = new Thresholds { AlarmSignificance = 0.2, WarningEffect = 0.3 } };
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.InvalidThreshold, () => Service.ScoreAsync(Reference, Texts.Samples(5), options));
        Assert.Equal(
            ["options.thresholds.alarm_significance", "options.thresholds.warning_effect"],
            refusal.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData(".hidden")]
    [InlineData("näme")]
    [InlineData("name\n")]
    [InlineData("../etc")]
    public Task A_reference_name_of_a_wrong_form_is_refused(string name) =>
        Refusal.ExpectAsync(ErrorReason.InvalidName, "header.name", () => Service.CreateAsync(name, Texts.Samples(100)));

    [Fact]
    public async Task A_header_is_refused_with_all_its_faults()
    {
        var refusal = await Refusal.ExpectAsync(
            ErrorReason.MissingField,
            "header.name",
            () => Service.CreateAsync("", [], new string('r', 129), header => header.Description = new string('d', 4097)));
        Assert.Equal(["header.name", "header.description", "request_id"], refusal.Violations.Select(violation => violation.Field));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public Task A_page_size_outside_its_range_is_refused(int size) =>
        Refusal.ExpectAsync(
            ErrorReason.InvalidPage, "page_size", async () => await Service.References.ListReferencesAsync(new ListReferencesRequest { PageSize = size }));

    [Theory]
    [InlineData("not a token")]
    [InlineData("AAAA")]
    [InlineData("=")]
    public Task A_foreign_page_token_is_refused(string token) =>
        Refusal.ExpectAsync(
            ErrorReason.InvalidPage, "page_token", async () => await Service.References.ListReferencesAsync(new ListReferencesRequest { PageToken = token }));

    [Fact]
    public async Task No_error_repeats_a_text()
    {
        var samples = With(3, sample => sample.Text = string.Concat(Enumerable.Repeat("secret", 400)));
        var refusal = await Refusal.ExpectAsync(ErrorReason.TextTooLong, () => Service.ScoreAsync(Reference, samples));
        Assert.DoesNotContain("secret", refusal.Status.ToString(), StringComparison.Ordinal);
    }

    private static ScoreStreamRequest Header(string reference) => new() { Header = new ScoreHeader { Reference = reference } };

    private static Sample[] With(int index, Action<Sample> change)
    {
        var samples = Texts.Samples(10);
        change(samples[index]);
        return samples;
    }
}

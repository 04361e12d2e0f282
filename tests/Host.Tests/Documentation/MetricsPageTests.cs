namespace Detector.Host.Tests.Documentation;

public sealed class MetricsPageTests(MetricsPageTests.Scrape scrape) : IClassFixture<MetricsPageTests.Scrape>
{
    [Fact]
    public void The_page_is_that_of_a_scrape_and_of_the_rules() => WrittenPage.Matches("metrics.md", MetricsPage.Render(scrape.Families));

    [Fact]
    public void Every_metric_shows_a_series_by_which_its_labels_are_known() =>
        Assert.Empty(scrape.Families.Where(family => family.Series.Count == 0).Select(family => family.Name));

    [Fact]
    public void Every_metric_has_a_sentence_of_help() => Assert.All(scrape.Families, family => Assert.Matches(@"^[A-Z1l].*\.$", family.Help));

    [Fact]
    public void Closed_labels_hold_no_other_values() => Assert.All(
        from family in scrape.Families
        from series in family.Series
        from label in series
        where MetricLabels.Closed.ContainsKey(label.Key)
        select label,
        label => Assert.Contains(label.Value, MetricLabels.Closed[label.Key]));

    [Fact]
    public void Units_are_told_of_no_metric_that_is_not_there() =>
        Assert.Empty(MetricUnits.Known.Except(scrape.Families.Select(family => family.Name)));

    [Fact]
    public void Rules_read_no_metric_that_is_not_there() =>
        Assert.Empty(RuleFiles.Metrics().Except(scrape.Families.Select(family => family.Name)));

    /// <summary>One scrape for all tests.</summary>
    public sealed class Scrape : IAsyncLifetime
    {
        internal IReadOnlyList<MetricFamily> Families { get; private set; } = [];

        public async Task InitializeAsync() => Families = await MetricsScrape.TakeAsync();

        public Task DisposeAsync() => Task.CompletedTask;
    }
}

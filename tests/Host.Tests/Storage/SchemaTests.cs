using Detector.Host.Errors;
using Detector.Host.Tests.Hosting;
using Detector.Tests.Shared;
using Detector.V1;

namespace Detector.Host.Tests.Storage;

/// <summary>Stores that earlier releases made, one file for each version of the schema, in Schemas.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_references_of_schema_1_are_listed_and_their_use_says_that_they_are_to_be_made_anew()
    {
        Place("0001.db");
        await using var service = await TestService.StartAsync(new StubEncoder(), _directory);
        var old = Assert.Single((await service.References.ListReferencesAsync(new ListReferencesRequest())).References);
        Assert.Equal(("old", "of schema 1", 100), (old.Name, old.Description, old.SampleCount));
        Assert.Equal((ReferenceState.Ready, 1, ""), (old.State, old.CalibrationProgress, old.Failure));
        Assert.Equal([16], old.NullSizes);
        var refusal = await Refusal.ExpectAsync(ErrorReason.ReferenceOutdated, () => service.ScoreAsync("old", Texts.Samples(50, seed: 2)));
        Assert.Contains("create it anew", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(old, await service.BeginAsync("old", Texts.Samples(100), "request-1", header => header.Description = "of schema 1"));
        await service.CreateAsync("new", Texts.Samples(100));
    }

    [Fact]
    public async Task The_references_of_schema_2_are_used_calibrated_and_watched_with()
    {
        Place("0002.db");
        await using var service = await TestService.StartAsync(new StubEncoder(), _directory);
        await service.ScoreAsync("old", Texts.Samples(50, seed: 2));
        Assert.Equal(100, (await service.References.ReadyAsync("begun")).SampleCount);
        await service.WatchAsync("m", "begun");
        await service.ObserveAsync("m", Texts.Samples(32, seed: 2));
        Assert.Equal(1, Assert.Single(await service.ReportsAsync("m", 1)).Window);
    }

    private void Place(string schema)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_directory.StorePath)!);
        File.Copy(Repository.PathOf("tests", "Host.Tests", "Storage", "Schemas", schema), _directory.StorePath);
    }
}

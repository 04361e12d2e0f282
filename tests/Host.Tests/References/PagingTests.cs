using Detector.Host.Storage;
using Detector.Host.Tests.Hosting;
using Detector.Host.Tests.Storage;
using Detector.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Host.Tests.References;

public sealed class PagingTests
{
    private static readonly string[] Names = ["B", "a", "a-1", "a.1", "a_1", "b", "b2", "c"];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1000)]
    public async Task Pages_of_any_size_hold_every_reference_once_in_the_order_of_names(int size)
    {
        await using var service = await StartAsync();
        var names = new List<string>();
        var token = "";
        do
        {
            var page = await service.References.ListReferencesAsync(new ListReferencesRequest { PageSize = size, PageToken = token });
            Assert.InRange(page.References.Count, 1, size);
            names.AddRange(page.References.Select(reference => reference.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(Names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_one_before_ended_although_its_last_reference_was_deleted()
    {
        await using var service = await StartAsync();
        var first = await service.References.ListReferencesAsync(new ListReferencesRequest { PageSize = 2 });
        await service.References.DeleteReferenceAsync(new DeleteReferenceRequest { Name = first.References[1].Name });
        var second = await service.References.ListReferencesAsync(new ListReferencesRequest { PageToken = first.NextPageToken });
        Assert.Equal(Names.Order(StringComparer.Ordinal).Skip(2), second.References.Select(reference => reference.Name));
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task An_empty_service_has_one_empty_page()
    {
        await using var service = await TestService.StartAsync(new StubEncoder());
        var page = await service.References.ListReferencesAsync(new ListReferencesRequest());
        Assert.Empty(page.References);
        Assert.Empty(page.NextPageToken);
    }

    private static async Task<TestService> StartAsync()
    {
        var service = await TestService.StartAsync(new StubEncoder());
        var store = service.Parts.GetRequiredService<IReferenceStore>();
        foreach (var name in Names)
        {
            await store.AddAsync(Stored.Reference(name), null, 100, _ => { }, default);
        }

        return service;
    }
}

using Detector.EndToEnd.Tests.Page;
using Detector.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace Detector.EndToEnd.Tests;

public sealed class PageTests(Chromium chromium, WatchedService watched) : IClassFixture<Chromium>, IClassFixture<WatchedService>
{
    /// <summary>Every view: its address, and what is on it once its figures are there.</summary>
    public static TheoryData<string, string> Views => new()
    {
        { "", ".verdicts" },
        { "#/monitors/prod", ".u-over" },
        { "#/monitors/prod/8", ".lost" },
        { "#/references", "table" },
        { "#/references/healthy", ".plane" },
        { "#/monitors/nobody", ".problem" },
        { "#/nowhere", ".empty" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_view_is_accessible_and_fits_the_window_in_light_and_dark(string hash, string loaded)
    {
        await using var open = await chromium.OpenAsync(watched.Address, hash);
        await open.FindAsync(loaded);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            foreach (var width in (int[])[OpenPage.Wide, OpenPage.Narrow])
            {
                await open.LookAsync(scheme, width);
                await open.AssertAccessibleAsync();
            }
        }
    }

    [Fact]
    public async Task From_an_empty_service_to_an_alert_and_its_report()
    {
        var service = new RunningService();
        await service.InitializeAsync();
        try
        {
            await using (var open = await chromium.OpenAsync(service.PageAddress))
            {
                await open.SeesAsync("No monitor yet.");
                await open.SeesAsync("detector reference create prod");
                await open.AssertAccessibleAsync();

                await WatchedService.CreateReferenceAsync(service, "some");
                await (await open.FindAsync("table >> text=healthy")).First.WaitForAsync();
                await open.SeesAsync("detector monitor create chat --reference healthy");
                await WatchedService.CreateMonitorAsync(service, "chat", "What the assistant says");
                await open.SeesAsync("What the assistant says");
                await open.SeesAsync("not judged");

                await WatchedService.ObserveAsync(service, "chat", Texts.Varied(2 * WatchedService.Window, 2), "some");
                await open.FindAsync(".card .badge.healthy");
                await open.SeesAsync("no alert");
                await WatchedService.ObserveAsync(service, "chat", WatchedService.WithoutTail(8 * WatchedService.Window), "some");
                await open.FindAsync(".card .badge.critical");
                await open.FindAsync(".card .badge.page");
                await open.FindAsync("#announcements:has-text('chat: alert page')");

                await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "chat", Exact = true }).ClickAsync();
                await open.AtAsync("Monitor chat");
                await open.FindAsync(".alerts .badge.page");
                await open.FindAsync(".windows tbody tr:nth-child(10)");
                await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "10", Exact = true }).ClickAsync();
                await open.AtAsync("Window 10 of chat");
                await open.FindAsync(".headline .badge.critical");
                Assert.Equal(800, await DotsAsync(open, ".plane > svg .reference"));
                Assert.Equal(WatchedService.Window, await DotsAsync(open, ".plane > svg .batch"));
                var lost = await (await open.FindAsync(".plane > svg .lost")).CountAsync();
                Assert.Equal(lost, await open.Page.Locator("[aria-label='Lost regions'] tbody tr").CountAsync());
            }
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task All_views_are_reached_by_keyboard()
    {
        await using var open = await chromium.OpenAsync(watched.Address);
        await open.SeesAsync("prod");
        await open.TabToAsync(".skip");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.FindAsync("h1:focus");
        await open.TabToAsync(".card a");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.AtAsync("Monitor prod");
        await open.FindAsync("h1:focus");
        await open.FindAsync("#axis");
        await open.TabToAsync("#axis");
        await open.Page.Keyboard.PressAsync("Home");
        await open.FindAsync("summary:has-text('diversity as a table')");
        await open.TabToAsync(".metric ~ details summary, .charts ~ details summary");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.FindAsync("details[open] table");
        await open.TabToAsync(".windows a");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.AtAsync("Window 8 of prod");
        await open.FindAsync(".scores");
        await open.TabToAsync(".headline a");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.AtAsync("Reference healthy");
        await open.TabToAsync("header nav a:last-child");
        await open.Page.Keyboard.PressAsync("Enter");
        await open.AtAsync("References");
    }

    [Fact]
    public async Task Texts_of_others_stay_texts()
    {
        await using var open = await chromium.OpenAsync(watched.Address);
        await open.SeesAsync(WatchedService.Hostile);
        foreach (var hash in (string[])["#/monitors/prod", "#/monitors/prod/8", "#/references/healthy"])
        {
            await open.Page.GotoAsync(new Uri(watched.Address, hash).ToString());
            await open.SeesAsync(WatchedService.Hostile);
        }

        await open.Page.GotoAsync(new Uri(watched.Address, "#/monitors/prod/8").ToString());
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show the samples" }).ClickAsync();
        await open.FindAsync("td.text");
        Assert.Equal(0, await open.Page.Locator("img, script:not([src='app.js'])").CountAsync());
    }

    [Fact]
    public async Task News_leave_focus_scroll_and_choices_alone()
    {
        await using var open = await chromium.OpenAsync(watched.Address, "#/monitors/prod");
        await (await open.FindAsync("#axis")).SelectOptionAsync("AXIS_LEXICAL");
        await open.FindAsync("summary:has-text('lexical as a table')");
        await open.Page.Locator("#axis").FocusAsync();
        await open.Page.EvaluateAsync("scrollTo(0, 300)");
        await WatchedService.CreateMonitorAsync(watched.Service, "other", "");
        var before = await open.Page.Locator(".updated").TextContentAsync();
        await open.Page.WaitForFunctionAsync("before => document.querySelector('.updated').textContent !== before", before);
        Assert.Equal("axis", await open.Page.EvaluateAsync<string>("document.activeElement.id"));
        Assert.Equal(300, await open.Page.EvaluateAsync<int>("scrollY"));
        Assert.Equal("AXIS_LEXICAL", await open.Page.Locator("#axis").InputValueAsync());
    }

    [Fact]
    public async Task A_service_that_is_down_is_told_and_its_return_too()
    {
        var service = new RunningService();
        await service.InitializeAsync();
        try
        {
            await using var open = await chromium.OpenAsync(service.PageAddress);
            await open.SeesAsync("No monitor yet.");
            await service.CrashAsync();
            await open.SeesAsync("The service does not answer.");
            await open.SeesAsync("These are the figures of");
            await open.SeesAsync("No monitor yet.");
            await open.AssertAccessibleAsync();
            await service.RestartAsync();
            await open.FindAsync("#announcements:has-text('The service answers again')");
            Assert.Equal(0, await open.Page.Locator(".problem").CountAsync());
        }
        finally
        {
            await service.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_there_is_not_is_told()
    {
        await using var open = await chromium.OpenAsync(watched.Address, "#/monitors/nobody");
        await open.SeesAsync("nobody");
        await open.SeesAsync("All monitors");
        await open.Page.GotoAsync(new Uri(watched.Address, "#/monitors/prod/99").ToString());
        await open.FindAsync(".problem");
        await open.Page.GotoAsync(new Uri(watched.Address, "#/nowhere").ToString());
        await open.AtAsync("No such view");
    }

    // All dots of a kind are one path, in which each begins with M.
    private static async Task<int> DotsAsync(OpenPage open, string path) =>
        (await (await open.FindAsync(path)).GetAttributeAsync("d"))!.Count(letter => letter == 'M');
}

using System.Text.Json;
using Detector.Tests.Shared;
using Microsoft.Playwright;

namespace Detector.EndToEnd.Tests.Page;

/// <summary>The web page in a browser window of its own. At its end nothing must have failed in it, and nothing come from elsewhere.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    /// <summary>Width of a desk's window in pixels.</summary>
    public const int Wide = 1280;

    /// <summary>Width of a phone's window in pixels.</summary>
    public const int Narrow = 360;

    /// <summary>Height of both.</summary>
    public const int Height = 800;

    private const float Patience = 60_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>Opens the page.</summary>
    public static async Task<OpenPage> LoadAsync(IBrowserContext context, Uri address, string hash)
    {
        // Not as markup, which the page's policy refuses.
        await context.AddInitScriptAsync(scriptPath: Repository.PathOf("tests", "EndToEnd.Tests", "Page", "node_modules", "axe-core", "axe.min.js"));
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        var open = new OpenPage(context, page);
        page.PageError += (_, error) => open._faults.Add(error);
        page.Dialog += (_, dialog) => open._faults.Add($"a dialog: {dialog.Message}");
        page.Console += (_, message) =>
        {
            // Chromium notes every answer that is an error; the tests look at what the page makes of it.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                open._faults.Add(message.Text);
            }
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal))
            {
                open._faults.Add($"a request elsewhere: {request.Url}");
            }
        };
        await page.GotoAsync(new Uri(address, hash).ToString());
        return open;
    }

    /// <summary>Waits until the page shows a text.</summary>
    public Task SeesAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    /// <summary>Waits until something is on the page, whether or not it is in sight.</summary>
    public async Task<ILocator> FindAsync(string selector)
    {
        var found = Page.Locator(selector);
        await found.First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return found;
    }

    /// <summary>Waits until a heading names the view.</summary>
    public Task AtAsync(string title) => Page.Locator("h1", new PageLocatorOptions { HasTextString = title }).WaitForAsync();

    /// <summary>Looks at the page in other colours and another width.</summary>
    public async Task LookAsync(ColorScheme scheme, int width)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Page.SetViewportSizeAsync(width, Height);
    }

    /// <summary>Demands that axe finds nothing wrong and that nothing is wider than the window.</summary>
    public async Task AssertAccessibleAsync()
    {
        await Page.Locator("details").EvaluateAllAsync<object?>("all => { for (const details of all) details.open = true; }");
        var json = await Page.EvaluateAsync<string>(
            """
            async () => {
              const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
              return JSON.stringify(violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => ({ html, failureSummary })) })));
            }
            """);
        using var violations = JsonDocument.Parse(json);
        Assert.True(violations.RootElement.GetArrayLength() == 0, $"{Page.Url}: {violations.RootElement}");
        var tooWide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(tooWide <= 0, $"{Page.Url} is {tooWide} pixels too wide");
    }

    /// <summary>Presses Tab until something has the focus.</summary>
    public async Task TabToAsync(string selector)
    {
        const int Most = 200;
        for (var i = 0; i < Most; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                var outline = await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
                Assert.NotEqual("none", outline);
                return;
            }
        }

        Assert.Fail($"Tab does not reach {selector}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_faults);
    }
}

using Microsoft.Playwright;

namespace Detector.EndToEnd.Tests.Page;

/// <summary>Debian's Chromium with an empty profile, driven by Playwright.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
    }

    /// <summary>Opens the page of a service.</summary>
    /// <param name="address">Where the page is.</param>
    /// <param name="hash">The view, such as <c>#/references</c>.</param>
    internal async Task<OpenPage> OpenAsync(Uri address, string hash = "")
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = OpenPage.Wide, Height = OpenPage.Height },
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await OpenPage.LoadAsync(context, address, hash);
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Detector.Host.Tests.Hosting;
using Detector.Host.Web;

namespace Detector.Host.Tests.Web;

public sealed class PageAssetTests : IAsyncLifetime
{
    private TestService _service = null!;

    public static TheoryData<string> Paths => [.. PageAsset.All.Select(asset => asset.Path)];

    public async Task InitializeAsync() => _service = await TestService.StartAsync(new StubEncoder());

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_file_is_served_with_a_strict_policy_and_once(string path)
    {
        using var first = await _service.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var policy = Assert.Single(first.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(first.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(first.Headers.GetValues("Referrer-Policy")));
        Assert.True(first.Headers.CacheControl!.NoCache);
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var unchanged = await _service.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Fact]
    public void Every_file_that_the_page_names_is_there()
    {
        var files = PageAsset.All.ToDictionary(asset => asset.Path, asset => System.Text.Encoding.UTF8.GetString(asset.Content));
        foreach (var (path, content) in files.Where(file => !file.Key.StartsWith("/lib/", StringComparison.Ordinal)))
        {
            foreach (var named in Regex.Matches(content, @"(?:from |src=|href=)""([\w./-]+\.(?:js|css|svg))""").Select(match => match.Groups[1].Value))
            {
                Assert.Contains(new Uri(new Uri($"http://page{path}"), named).AbsolutePath, files.Keys);
            }
        }
    }

    [Fact]
    public void Libraries_come_with_their_licences() => Assert.All(
        PageAsset.All.Where(asset => asset.Path.StartsWith("/lib/", StringComparison.Ordinal)),
        asset => Assert.Contains(Path.ChangeExtension(asset.Path, ".txt"), PageAsset.All.Select(other => other.Path)));

    [Fact]
    public void Nothing_in_the_page_is_written_as_markup() => Assert.All(
        PageAsset.All.Where(asset => asset.Path.EndsWith(".js", StringComparison.Ordinal) && !asset.Path.StartsWith("/lib/", StringComparison.Ordinal)),
        asset => Assert.DoesNotMatch("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", System.Text.Encoding.UTF8.GetString(asset.Content)));
}

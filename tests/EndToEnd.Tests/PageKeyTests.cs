using Detector.Cli.Demo.Service;
using Detector.EndToEnd.Tests.Page;
using Detector.EndToEnd.Tests.Running;
using Detector.Tests.Shared;
using Microsoft.Playwright;

namespace Detector.EndToEnd.Tests;

public sealed class PageKeyTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-page-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_key_is_asked_for_and_what_is_wrong_with_it_is_told()
    {
        var (reader, readerEntry) = await MakeKeyAsync("read");
        var (sender, senderEntry) = await MakeKeyAsync("ingest");
        var keys = Path.Combine(_folder.FullName, "keys.json");
        await File.WriteAllTextAsync(keys, $$"""{"keys": [{{readerEntry}}, {{senderEntry}}]}""");
        await using var service = await ServiceProcess.StartAsync(
            Programs.Service, _folder.FullName, [$"--Encoder:Path={TestEncoder.Int8Path}", $"--Auth:KeysPath={keys}"], CancellationToken.None);

        await using var open = await chromium.OpenAsync(new Uri(service.MetricsAddress, "/"));
        await open.SeesAsync("The service wants a key with the role read.");
        await open.FindAsync("#key:focus");
        await open.AssertAccessibleAsync();
        await EnterAsync("wrong");
        await open.SeesAsync("The service does not know this key.");
        await EnterAsync("wröng ✗");
        await open.SeesAsync("holds characters that no key has");
        await EnterAsync(sender);
        await open.SeesAsync("This key lacks the role read.");
        await open.AssertAccessibleAsync();
        await EnterAsync(reader);
        await open.SeesAsync("No monitor yet.");
        await open.Page.ReloadAsync();
        await open.SeesAsync("No monitor yet.");
        Assert.Equal(0, await open.Page.EvaluateAsync<int>("localStorage.length + document.cookie.length"));
        await open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Forget the key" }).ClickAsync();
        await open.SeesAsync("The service wants a key with the role read.");

        async Task EnterAsync(string key)
        {
            await open.Page.GetByLabel("Key", new PageGetByLabelOptions { Exact = true }).FillAsync(key);
            await open.Page.Keyboard.PressAsync("Enter");
        }
    }

    private static async Task<(string Key, string Entry)> MakeKeyAsync(string role)
    {
        var made = (await new Command("dotnet", Programs.Service, "make-key", "--name", role, "--role", role).RunAsync()).Ended(0).Output.Split('\n', 2);
        return (made[0], made[1]);
    }
}

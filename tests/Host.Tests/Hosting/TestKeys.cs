using Detector.Host.Security;

namespace Detector.Host.Tests.Hosting;

/// <summary>A keys file of a test, with a key for each set of roles that it is asked for.</summary>
internal sealed class TestKeys
{
    private readonly Dictionary<Role, string> _keys = [];
    private readonly List<string> _certificates = [];

    /// <summary>Makes the file with a key for each of some roles.</summary>
    public TestKeys(TestDirectory directory, params Role[] roles)
    {
        Path = System.IO.Path.Combine(directory.Path, "keys.json");
        foreach (var role in roles)
        {
            _keys[role] = ApiKey.Make();
        }

        Write();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The option that names it.</summary>
    public string Option => $"--Auth:KeysPath={Path}";

    /// <summary>The key with exactly these roles.</summary>
    public string this[Role roles] => _keys[roles];

    /// <summary>Gives these roles another key, and writes the file.</summary>
    /// <returns>The key before.</returns>
    public string Renew(Role roles)
    {
        var before = _keys[roles];
        _keys[roles] = ApiKey.Make();
        Write();
        return before;
    }

    /// <summary>Adds an entry for a certificate, and writes the file.</summary>
    public void Add(string name, string role, string certificate)
    {
        _certificates.Add($$"""{"name": "{{name}}", "roles": ["{{role}}"], "certificate": "{{certificate}}"}""");
        Write();
    }

    /// <summary>Writes the file as a whole.</summary>
    public void Write()
    {
        var entries = _keys.Select(key => KeyFile.Write($"key-{(int)key.Key}", key.Key, key.Value)).Concat(_certificates);
        var unfinished = $"{Path}.tmp";
        File.WriteAllText(unfinished, $$"""{"keys": [{{string.Join(",\n", entries)}}]}""");
        File.Move(unfinished, Path, overwrite: true);
    }
}

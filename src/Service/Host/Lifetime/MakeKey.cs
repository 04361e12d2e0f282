using Detector.Host.Security;

namespace Detector.Host.Lifetime;

/// <summary>Makes the key of a caller.</summary>
internal static class MakeKey
{
    /// <summary>Runs the verb.</summary>
    /// <param name="arguments">--name NAME and --role ROLE, the latter once or more.</param>
    /// <param name="output">Gets the key in the first line and its entry for the keys file in the lines after it.</param>
    /// <param name="error">Told what to do with both, or what is wrong.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        string? name = null;
        var roles = Role.None;
        for (var index = 0; index < arguments.Length; index += 2)
        {
            var value = index + 1 < arguments.Length ? arguments[index + 1] : "";
            switch (arguments[index])
            {
                case "--name" when name is null && KeyFile.IsName(value):
                    name = value;
                    break;
                case "--role" when RoleWords.Read(value) is { } role:
                    roles |= role;
                    break;
                default:
                    return Refuse(error);
            }
        }

        if (name is null || roles == Role.None)
        {
            return Refuse(error);
        }

        var key = ApiKey.Make();
        error.WriteLine($"The key of {name} is in the first line. It is shown this once: give it to the caller as DETECTOR_KEY or in a file.");
        error.WriteLine("""The rest is its entry in the list "keys" of the file that Auth:KeysPath names.""");
        output.WriteLine(key);
        output.WriteLine(KeyFile.Write(name, roles, key));
        return ExitCode.Success;
    }

    private static int Refuse(TextWriter error)
    {
        error.WriteLine(
            $"detector-service: make-key needs --name NAME, of letters, digits, dots, dashes and underscores, and --role {RoleWords.All} once or more.");
        return ExitCode.Usage;
    }
}

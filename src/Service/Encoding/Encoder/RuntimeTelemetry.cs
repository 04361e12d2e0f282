using System.Runtime.InteropServices;

namespace Detector.Encoding.Encoder;

/// <summary>
/// Keeps ONNX Runtime from telling its makers what it runs. Its builds for Linux do so from release 1.29 on, with names and hashes of models
/// and a file in the home directory, unless the environment forbids it before the library is loaded.
/// </summary>
internal static class RuntimeTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly Lazy<bool> Off = new(TurnOff);

    /// <summary>Forbids it, once; to be called before anything of ONNX Runtime is used.</summary>
    public static bool Forbid() => Off.Value;

    private static bool TurnOff()
    {
        // What .NET calls the environment is a copy on Unix, which native libraries do not see.
        Environment.SetEnvironmentVariable(Variable, "1");
        return OperatingSystem.IsWindows() || SetNative(Native(Variable), Native("1"), overwrite: 1) == 0;
    }

    private static byte[] Native(string text) => System.Text.Encoding.UTF8.GetBytes(text + '\0');

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNative(byte[] name, byte[] value, int overwrite);
}

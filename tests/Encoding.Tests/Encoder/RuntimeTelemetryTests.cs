using System.Runtime.InteropServices;
using Detector.Tests.Shared;

namespace Detector.Encoding.Tests.Encoder;

public sealed class RuntimeTelemetryTests
{
    [Fact]
    public async Task A_loaded_encoder_tells_nobody_what_it_runs()
    {
        await using var encoder = OnnxTextEncoder.Load(new() { Path = TestEncoder.Int8Path });
        Assert.Equal("1", Marshal.PtrToStringUTF8(GetNative("ORT_DISABLE_TELEMETRY\0"u8.ToArray())));
    }

    [DllImport("libc", EntryPoint = "getenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint GetNative(byte[] name);
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Detector.Encoding.Encoder;

/// <summary>
/// Without the VNNI instructions x64 processors add products of bytes in 16 bits, which saturate. ONNX Runtime then has a slower
/// exact way, which has to be asked for.
/// </summary>
internal static class Int8Arithmetic
{
    /// <summary>True if products of bytes are exact without asking.</summary>
    public static bool IsExact { get; } = RuntimeInformation.ProcessArchitecture != Architecture.X64 || HasVnni();

    private static bool HasVnni()
    {
        var leaves = X86Base.CpuId(0, 0).Eax;
        if (leaves < 7)
        {
            return false;
        }

        const int Avx512Vnni = 1 << 11;
        const int AvxVnni = 1 << 4;
        return (X86Base.CpuId(7, 0).Ecx & Avx512Vnni) != 0 || (X86Base.CpuId(7, 1).Eax & AvxVnni) != 0;
    }
}

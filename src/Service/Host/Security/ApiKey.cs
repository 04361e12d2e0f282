using System.Buffers.Text;
using System.Security.Cryptography;

namespace Detector.Host.Security;

/// <summary>
/// The keys of callers. A key holds 256 random bits, so its plain SHA-256 can be kept: nobody finds a key of that many by trying, however
/// fast the hash. Slow hashes are for passwords, which people choose, and would let strangers keep the service busy.
/// </summary>
internal static class ApiKey
{
    private const string Prefix = "detector_";
    private const int RandomBytes = 32;

    /// <summary>A new key. Its prefix lets programs that look for lost secrets find it.</summary>
    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is kept of a key.</summary>
    public static byte[] Hash(string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key));
}

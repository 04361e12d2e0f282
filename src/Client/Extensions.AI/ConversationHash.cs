using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.AI;

namespace Detector.Client.Chat;

/// <summary>
/// Names a whole conversation by a hash: instructions, id of a conversation that the provider keeps, and every message with its role,
/// text, tool calls and results, and attachments. Equal conversations have equal names.
/// </summary>
internal static class ConversationHash
{
    // Of large attachments both ends and the length are hashed.
    private const int AttachmentEnd = 4096;

    // SHA-256 cut to what never collides by chance.
    private const int Bytes = 16;

    /// <returns>32 hexadecimal digits.</returns>
    public static string Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, options?.Instructions);
        Add(hash, options?.ConversationId);
        foreach (var message in messages)
        {
            Add(hash, message.Role.Value);
            foreach (var content in message.Contents)
            {
                Add(hash, content);
            }
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest[..Bytes]);
    }

    private static void Add(IncrementalHash hash, AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                Add(hash, text.Text);
                break;
            case DataContent data:
                Add(hash, data.MediaType);
                Add(hash, data.Data.Span);
                break;
            case UriContent uri:
                Add(hash, uri.Uri.OriginalString);
                break;
            case FunctionCallContent call:
                Add(hash, call.Name);
                foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
                {
                    Add(hash, name);
                    Add(hash, value?.ToString());
                }

                break;
            case FunctionResultContent result:
                Add(hash, result.Result?.ToString());
                break;
            default:
                Add(hash, content.GetType().Name);
                break;
        }
    }

    // Each part is preceded by its length, so that no two lists of parts read the same.
    private static void Add(IncrementalHash hash, string? text)
    {
        AddLength(hash, text?.Length ?? -1);
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> data)
    {
        AddLength(hash, data.Length);
        hash.AppendData(data.Length <= 2 * AttachmentEnd ? data : data[..AttachmentEnd]);
        hash.AppendData(data.Length <= 2 * AttachmentEnd ? [] : data[^AttachmentEnd..]);
    }

    private static void AddLength(IncrementalHash hash, int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        hash.AppendData(bytes);
    }
}

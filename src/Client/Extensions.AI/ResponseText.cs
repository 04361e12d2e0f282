using System.Text;
using Microsoft.Extensions.AI;

namespace Detector.Client.Chat;

/// <summary>Assembles the text of a streaming response. Never throws.</summary>
/// <param name="limit">Units beyond which the text is too long anyway and no more are kept.</param>
internal sealed class ResponseText(int limit)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds the text of an update, if it has any.</summary>
    public void Add(ChatResponseUpdate? update)
    {
        foreach (var content in update?.Contents ?? [])
        {
            if (content is TextContent { Text: { } text } && _text.Length <= limit)
            {
                _text.Append(text);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}

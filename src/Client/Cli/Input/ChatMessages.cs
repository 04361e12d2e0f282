using System.Text;
using System.Text.Json;
using Detector.V1;

namespace Detector.Cli.Input;

/// <summary>Chat messages as the OpenAI API writes them: a role, and content as a string or a list of parts.</summary>
internal static class ChatMessages
{
    /// <summary>The last assistant message is the text, the last user message before it the prompt.</summary>
    /// <exception cref="RowDefectException">There is no assistant message, or it has no text.</exception>
    public static Sample ToSample(JsonElement messages)
    {
        var all = messages.EnumerateArray().ToList();
        var answer = all.FindLastIndex(m => Role(m) == "assistant");
        if (answer < 0)
        {
            throw new RowDefectException("'messages' holds no message of the role assistant");
        }

        var sample = new Sample { Text = Content(all[answer]) ?? throw new RowDefectException("the last assistant message has no text") };
        var question = all.FindLastIndex(answer, m => Role(m) == "user");
        if (question >= 0 && Content(all[question]) is { Length: > 0 } prompt)
        {
            sample.Prompt = prompt;
        }

        return sample;
    }

    /// <summary>Text of one of <c>choices</c>, of the chat or the older completions form.</summary>
    /// <exception cref="RowDefectException">It has none.</exception>
    public static string ChoiceText(JsonElement choice)
    {
        if (choice.ValueKind == JsonValueKind.Object)
        {
            if (choice.TryGetProperty("message", out var message) && Content(message) is { } content)
            {
                return content;
            }

            if (choice.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                return text.GetString()!;
            }
        }

        throw new RowDefectException("one of 'choices' has no message.content");
    }

    private static string? Role(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("role", out var role) && role.ValueKind == JsonValueKind.String
            ? role.GetString()
            : null;

    private static string? Content(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object || !message.TryGetProperty("content", out var content))
        {
            return null;
        }

        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString(),
            JsonValueKind.Array => Join(content),
            _ => null,
        };
    }

    // Parts that are no text (images, tool calls) are passed over.
    private static string? Join(JsonElement parts)
    {
        StringBuilder? text = null;
        foreach (var part in parts.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("text", out var value) && value.ValueKind == JsonValueKind.String)
            {
                text = (text ?? new StringBuilder()).Append(value.GetString());
            }
        }

        return text?.ToString();
    }
}

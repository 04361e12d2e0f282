using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Detector.Hardening.Fuzzing.Messages;

/// <summary>Puts edge values into messages, takes fields out of them, and repeats what may be repeated.</summary>
/// <param name="random">Chooses the places.</param>
/// <param name="maker">Fills what is missing.</param>
internal sealed class MessageMutator(Random random, MessageMaker maker)
{
    private const int MostChanges = 3;
    private const int MostRepeats = 300;

    /// <summary>Changes a message in a few places.</summary>
    public void Mutate(IMessage message)
    {
        for (var left = 1 + random.Next(MostChanges); left > 0; left--)
        {
            List<(IMessage Message, FieldDescriptor Field)> places = [.. Places(message)];
            if (places.Count > 0)
            {
                var (owner, field) = places[random.Next(places.Count)];
                Change(owner, field);
            }
        }
    }

    private static IEnumerable<(IMessage Message, FieldDescriptor Field)> Places(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            yield return (message, field);
            if (field.FieldType != FieldType.Message || field.IsMap)
            {
                continue;
            }

            var value = field.Accessor.GetValue(message);
            foreach (var part in field.IsRepeated ? ((IList)value).OfType<IMessage>().Take(3) : Enumerable.Repeat(value, 1).OfType<IMessage>())
            {
                foreach (var place in Places(part))
                {
                    yield return place;
                }
            }
        }
    }

    private void Change(IMessage message, FieldDescriptor field)
    {
        if (random.Next(5) == 0)
        {
            field.Accessor.Clear(message);
        }
        else if (field.IsMap)
        {
            return;
        }
        else if (field.IsRepeated)
        {
            Repeat((IList)field.Accessor.GetValue(message), field);
        }
        else
        {
            field.Accessor.SetValue(message, Edge(field));
        }
    }

    private void Repeat(IList values, FieldDescriptor field)
    {
        var added = values.Count > 0 && random.Next(2) == 0 ? values[random.Next(values.Count)] : Edge(field);
        for (var left = random.Next(20) == 0 ? MostRepeats : 1 + random.Next(3); left > 0; left--)
        {
            values.Add(added);
        }
    }

    private object Edge(FieldDescriptor field) => field.FieldType == FieldType.Message
        ? random.Next(3) == 0 ? (IMessage)Activator.CreateInstance(field.MessageType.ClrType)! : maker.Make(field.MessageType, 0, 3)
        : EdgeValues.For(field, random);
}

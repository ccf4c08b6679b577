using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>JSON values in a guest's memory, read by the documented layout and nothing of the host's code.</summary>
internal static class JsonTree
{
    private static readonly UTF8Encoding s_strict = new(false, true);

    /// <summary>Puts a text into the guest's memory and parses it.</summary>
    /// <param name="guest">The guest.</param>
    /// <param name="text">The text.</param>
    /// <param name="error">What it says when it is no JSON.</param>
    /// <returns>The value; 0 when it is no JSON.</returns>
    public static uint Parse(VeraGuest guest, ReadOnlySpan<byte> text, out string error)
    {
        uint result = guest.Call("json_parse", guest.Text(text));
        error = guest.Word(result) == 0 ? "" : Text(guest, result + 4);
        return guest.Word(result) == 0 ? guest.Word(result + 4) : 0;
    }

    public static string Write(VeraGuest guest, uint value)
    {
        Assert.AreEqual(Status.Ok, guest.TryCall("json_stringify", out ulong[] results, value));
        return s_strict.GetString(guest.Memory.Slice((int)results[0], (int)results[1]));
    }

    /// <summary>Compares a value with what .NET read.</summary>
    public static void AreEqual(VeraGuest guest, JsonElement expected, uint value)
    {
        uint tag = guest.Word(value);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Null:
                Assert.AreEqual(0u, tag);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                Assert.AreEqual(1u, tag);
                Assert.AreEqual(expected.GetBoolean() ? 1u : 0, guest.Word(value + 4));
                break;
            case JsonValueKind.Number:
                Assert.AreEqual(2u, tag);
                Assert.AreEqual(BitConverter.DoubleToUInt64Bits(expected.GetDouble()), guest.Cell(value + 8), expected.GetRawText());
                break;
            case JsonValueKind.String:
                Assert.AreEqual(3u, tag);
                Assert.AreEqual(expected.GetString(), Text(guest, value + 4));
                break;
            case JsonValueKind.Array:
                Assert.AreEqual(4u, tag);
                Assert.AreEqual((uint)expected.GetArrayLength(), guest.Word(value + 8));
                uint at = guest.Word(value + 4);
                foreach (JsonElement element in expected.EnumerateArray())
                {
                    AreEqual(guest, element, guest.Word(at));
                    at += 4;
                }

                break;
            default:
                Assert.AreEqual(5u, tag);
                AreEqual(guest, expected.EnumerateObject(), guest.Word(value + 4));
                break;
        }
    }

    // The last of several members with one name, where the first is.
    private static void AreEqual(VeraGuest guest, IEnumerable<JsonProperty> members, uint wrapper)
    {
        List<string> names = [];
        Dictionary<string, JsonElement> values = [];
        foreach (JsonProperty member in members)
        {
            if (!values.ContainsKey(member.Name)) names.Add(member.Name);
            values[member.Name] = member.Value;
        }

        Assert.AreEqual(0xFEEDC001u, guest.Word(wrapper));
        Assert.AreEqual(0u, guest.Word(wrapper + 4));
        uint bucket = guest.Word(wrapper + 8);
        if (names.Count == 0)
        {
            Assert.AreEqual(0u, bucket);
            return;
        }

        uint capacity = 8;
        while (capacity < 2 * names.Count) capacity *= 2;
        Assert.AreEqual(capacity, guest.Word(bucket));
        Assert.AreEqual((uint)names.Count, guest.Word(bucket + 4));
        for (int i = 0; i < capacity; i++)
        {
            uint slot = bucket + 8 + 20 * (uint)i;
            Assert.AreEqual(i < names.Count ? 1u : 0, guest.Word(slot));
            if (i >= names.Count) continue;
            Assert.AreEqual(names[i], Text(guest, slot + 4));
            Assert.AreEqual(0u, guest.Word(slot + 16));
            AreEqual(guest, values[names[i]], guest.Word(slot + 12));
        }
    }

    private static string Text(VeraGuest guest, uint pair)
    {
        uint pointer = guest.Word(pair), length = guest.Word(pair + 4);
        return length == 0 ? "" : s_strict.GetString(guest.Memory.Slice((int)pointer, (int)length));
    }

    /// <summary>What .NET makes of a text, by nf's rules: strict UTF-8, no halves of surrogate pairs, finite numbers, 64 levels.</summary>
    public static JsonDocument? Reference(byte[] text)
    {
        try
        {
            _ = s_strict.GetString(text);
            JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            if (IsTaken(document.RootElement)) return document;
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or InvalidOperationException)
        {
        }

        return null;
    }

    private static bool IsTaken(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => double.IsFinite(element.GetDouble()),
        JsonValueKind.String => element.GetString() != null,
        JsonValueKind.Array => element.EnumerateArray().All(IsTaken),
        JsonValueKind.Object => element.EnumerateObject().All(member => member.Name != null && IsTaken(member.Value)),
        _ => true,
    };
}

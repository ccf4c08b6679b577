using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>Module <c>vera</c> beside .NET's own ordered dictionary: random operations, every version checked, the old ones too.</summary>
[TestClass]
public sealed class VeraModelTests
{
    private const int Steps = 150;

    /// <summary>An element: what a dictionary compares (as SameValueZero does), its cells, and its content as read back.</summary>
    private sealed record Element(string Identity, ulong[] Cells, string Content);

    private sealed record Version(uint Wrapper, OrderedDictionary<string, (Element Key, Element Value)> Model);

    public static IEnumerable<object[]> Pairs() =>
        from key in VeraGuest.Types from value in VeraGuest.Types select new object[] { key, value };

    public static IEnumerable<object[]> Keys() => VeraGuest.Types.Select(key => new object[] { key });

    private static Element[] Pool(VeraGuest guest, char type) => type switch
    {
        'i' => [.. new[] { 0, 1, -1, long.MinValue, long.MaxValue, 1L << 32, 5, 6, 7, 8, 9, 10 }.Select(v => Number((ulong)v))],
        'b' => [.. new uint[] { 0, 1, uint.MaxValue, 0x8000_0000, 2, 3, 4, 5, 6, 7, 8, 9 }.Select(v => Number(v))],
        'f' => [.. new ulong[]
        {
            0, 0x8000_0000_0000_0000, 0x7FF8_0000_0000_0000, 0xFFF8_0000_0000_0000, 0x7FF0_0000_0000_0001, 0x7FF0_0000_0000_0000,
            0xFFF0_0000_0000_0000, 1, 0x8000_0000_0000_0001, 0x3FF0_0000_0000_0000, 0x4000_0000_0000_0000, 0x0010_0000_0000_0000,
        }.Select(Float)],
        // Two strings of the same bytes at different addresses are one key.
        _ => [.. new[] { "", "", "a", "a", "b", "ab", "ba", "a\0", "\0", "zz", new string('x', 5000), new string('x', 4999) + "y" }
            .Select(text => Text(guest, text))],
    };

    private static Element Number(ulong cell) => new(cell.ToString(), [cell], cell.ToString());

    private static Element Float(ulong bits)
    {
        double value = BitConverter.UInt64BitsToDouble(bits);
        string identity = double.IsNaN(value) ? "NaN" : value == 0 ? "0" : bits.ToString();
        return new Element(identity, [bits], bits.ToString());
    }

    private static Element Text(VeraGuest guest, string text) => new(text, guest.Text(Encoding.UTF8.GetBytes(text)), text);

    private static string Read(VeraGuest guest, char type, uint at) => type switch
    {
        'b' => guest.Word(at).ToString(),
        's' => Encoding.UTF8.GetString(guest.Memory.Slice((int)guest.Word(at), (int)guest.Word(at + 4))),
        _ => guest.Cell(at).ToString(),
    };

    [TestMethod]
    [DynamicData(nameof(Pairs))]
    public void Maps(char key, char value)
    {
        using VeraGuest guest = new(memoryPages: 256);
        Element[] keys = Pool(guest, key), values = Pool(guest, value);
        Random random = new(key * 256 + value);
        List<Version> versions = [new Version(guest.Call("map_new"), [])];
        for (int step = 0; step < Steps; step++)
        {
            Version old = random.Next(8) == 0 ? versions[random.Next(versions.Count)] : versions[^1];
            Element k = keys[random.Next(keys.Length)], v = values[random.Next(values.Length)];
            OrderedDictionary<string, (Element Key, Element Value)> model = new(old.Model);
            uint made;
            if (random.Next(4) == 0)
            {
                made = guest.Call($"map_remove$k{key}", [old.Wrapper, .. k.Cells]);
                model.Remove(k.Identity);
            }
            else
            {
                made = guest.Call($"map_insert$k{key}_v{value}", [old.Wrapper, .. k.Cells, .. v.Cells]);
                model[k.Identity] = model.TryGetValue(k.Identity, out (Element Key, Element Value) entry) ? (entry.Key, v) : (k, v);
            }

            versions.Add(new Version(made, model));
            CheckMap(guest, versions[^1], key, value, keys);
            CheckMap(guest, versions[random.Next(versions.Count)], key, value, keys);
        }
    }

    private static void CheckMap(VeraGuest guest, Version version, char key, char value, Element[] keys)
    {
        CheckBucket(guest, version, 0xFEEDC001);
        Assert.AreEqual(version.Model.Count, (int)guest.Call("map_size", version.Wrapper));
        CheckArray(guest, $"map_keys$k{key}", key, version, entry => entry.Key);
        CheckArray(guest, $"map_values$v{value}", value, version, entry => entry.Value);
        foreach (Element k in keys)
        {
            bool expected = version.Model.TryGetValue(k.Identity, out (Element Key, Element Value) entry);
            Assert.AreEqual(expected ? 1u : 0, guest.Call($"map_contains$k{key}", [version.Wrapper, .. k.Cells]));
            uint option = guest.Call($"map_get$k{key}_v{value}", [version.Wrapper, .. k.Cells]);
            Assert.AreEqual(expected ? 1u : 0, guest.Word(option));
            if (expected) Assert.AreEqual(entry.Value.Content, Read(guest, value, option + (value is 'i' or 'f' ? 8u : 4u)));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Keys))]
    public void Sets(char type)
    {
        using VeraGuest guest = new(memoryPages: 256);
        Element[] elements = Pool(guest, type);
        Random random = new(type);
        List<Version> versions = [new Version(guest.Call("set_new"), [])];
        for (int step = 0; step < Steps; step++)
        {
            Version old = random.Next(8) == 0 ? versions[random.Next(versions.Count)] : versions[^1];
            Element e = elements[random.Next(elements.Length)];
            OrderedDictionary<string, (Element Key, Element Value)> model = new(old.Model);
            bool removes = random.Next(4) == 0;
            uint made = guest.Call($"set_{(removes ? "remove" : "add")}$e{type}", [old.Wrapper, .. e.Cells]);
            if (removes) model.Remove(e.Identity);
            else model.TryAdd(e.Identity, (e, e));
            versions.Add(new Version(made, model));
            foreach (Version version in new[] { versions[^1], versions[random.Next(versions.Count)] })
            {
                CheckBucket(guest, version, 0xFEEDC002);
                Assert.AreEqual(version.Model.Count, (int)guest.Call("set_size", version.Wrapper));
                CheckArray(guest, $"set_to_array$e{type}", type, version, entry => entry.Key);
                foreach (Element probe in elements)
                    Assert.AreEqual(
                        version.Model.ContainsKey(probe.Identity) ? 1u : 0,
                        guest.Call($"set_contains$e{type}", [version.Wrapper, .. probe.Cells]));
            }
        }
    }

    private static void CheckArray(
        VeraGuest guest, string name, char type, Version version, Func<(Element Key, Element Value), Element> part)
    {
        Assert.AreEqual(Status.Ok, guest.TryCall(name, out ulong[] array, version.Wrapper));
        Assert.AreEqual(version.Model.Count, (int)array[1]);
        uint size = type == 'b' ? 4u : 8u;
        string[] found = [.. Enumerable.Range(0, (int)array[1]).Select(i => Read(guest, type, (uint)array[0] + (uint)i * size))];
        CollectionAssert.AreEqual(version.Model.Values.Select(entry => part(entry).Content).ToArray(), found, name);
    }

    // The layout itself: header, and slots without gaps; what is free is clean.
    private static void CheckBucket(VeraGuest guest, Version version, uint tag)
    {
        Assert.AreEqual(tag, guest.Word(version.Wrapper));
        Assert.AreEqual(0u, guest.Word(version.Wrapper + 4));
        uint bucket = guest.Word(version.Wrapper + 8), count = (uint)version.Model.Count;
        if (count == 0)
        {
            Assert.AreEqual(0u, bucket);
            return;
        }

        uint capacity = Math.Max(8, BitOperations.RoundUpToPowerOf2(2 * count));
        Assert.AreEqual(capacity, guest.Word(bucket));
        Assert.AreEqual(count, guest.Word(bucket + 4));
        for (uint i = 0; i < count; i++) Assert.AreEqual(1u, guest.Word(bucket + 8 + i * 20));
        for (uint at = bucket + 8 + count * 20; at < bucket + 8 + capacity * 20; at += 4) Assert.AreEqual(0u, guest.Word(at));
    }
}

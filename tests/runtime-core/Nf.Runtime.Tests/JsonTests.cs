using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Nf.Runtime.Tests;

/// <summary>JSON of module <c>vera</c>: the grammar, the layout, and System.Text.Json beside it.</summary>
[TestClass]
public sealed class JsonTests
{
    private const int GeneratedTexts = 3_000;
    private const int MutatedTexts = 12_000;

    [TestMethod]
    [DataRow("null", "null")]
    [DataRow(" true\n", "true")]
    [DataRow("[]", "[]")]
    [DataRow("{ }", "{}")]
    [DataRow("\t[1 , -2.50,\r\n3e2, 1E-7, 1e21, 100000000000000000000, -0, -0.0]", "[1,-2.5,300,1e-7,1e+21,100000000000000000000,-0,-0]")]
    [DataRow("""{"a":{"b":[{"c":null}]},"":"","a b":false}""", """{"a":{"b":[{"c":null}]},"":"","a b":false}""")]
    [DataRow("""{"x":1,"y":2,"x":[3]}""", """{"x":[3],"y":2}""", DisplayName = "a name that comes again")]
    [DataRow("""{"a":1,"\u0061":2}""", """{"a":2}""")]
    [DataRow(
        """ "\"\\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\u20AC\ud834\uDD1E" """,
        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007fé€\U0001D11E\"")]
    [DataRow("\"\u2028é€\U0010FFFF\"", "\"\u2028é€\U0010FFFF\"")]
    public void Texts_and_how_they_are_written(string text, string expected)
    {
        using VeraGuest guest = new();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        uint value = JsonTree.Parse(guest, bytes, out string error);
        Assert.AreEqual("", error);
        using JsonDocument document = JsonTree.Reference(bytes)!;
        JsonTree.AreEqual(guest, document.RootElement, value);
        Assert.AreEqual(expected, JsonTree.Write(guest, value));
    }

    [TestMethod]
    [DataRow("", 0, "the text ends too early")]
    [DataRow("  ", 2, "the text ends too early")]
    [DataRow("tru", 3, "the text ends too early")]
    [DataRow("trux", 3, "expected a value")]
    [DataRow("nul1", 3, "expected a value")]
    [DataRow("\uFEFF1", 0, "expected a value")]
    [DataRow("'a'", 0, "expected a value")]
    [DataRow("NaN", 0, "expected a value")]
    [DataRow("-Infinity", 1, "a number is not formed like this")]
    [DataRow("1 2", 2, "something follows the value")]
    [DataRow("{}}", 2, "something follows the value")]
    [DataRow("[1,]", 3, "expected a value")]
    [DataRow("[,1]", 1, "expected a value")]
    [DataRow("[1 2]", 3, "expected a comma or the end")]
    [DataRow("[1}", 2, "expected a comma or the end")]
    [DataRow("[1", 2, "the text ends too early")]
    [DataRow("""{"a":1,}""", 7, "expected a name in quotes")]
    [DataRow("{a:1}", 1, "expected a name in quotes")]
    [DataRow("""{"a" 1}""", 5, "expected a colon")]
    [DataRow("""{"a":}""", 5, "expected a value")]
    [DataRow("""{"a":1]""", 6, "expected a comma or the end")]
    [DataRow("01", 1, "something follows the value")]
    [DataRow("-", 1, "the text ends too early")]
    [DataRow("+1", 0, "expected a value")]
    [DataRow(".5", 0, "expected a value")]
    [DataRow("1.", 2, "the text ends too early")]
    [DataRow("1.e1", 2, "a number is not formed like this")]
    [DataRow("1e", 2, "the text ends too early")]
    [DataRow("1e+x", 3, "a number is not formed like this")]
    [DataRow("[1,1e400]", 3, "a number too large for 64 bits")]
    [DataRow("\"a\nb\"", 2, "a control character in a string")]
    [DataRow("\"ab", 3, "the text ends too early")]
    [DataRow("""["\x"]""", 2, "no such escape")]
    [DataRow("""["\u12g4"]""", 2, "no such escape")]
    [DataRow("\"\\u12", 1, "the text ends too early")]
    [DataRow("""["\uD800"]""", 2, "half of a surrogate pair")]
    [DataRow("""["\uDC00\uD800"]""", 2, "half of a surrogate pair")]
    [DataRow("""["\uD800\u0041"]""", 2, "half of a surrogate pair")]
    [DataRow("""["\uD800\n"]""", 2, "half of a surrogate pair")]
    public void Texts_that_are_refused(string text, int offset, string words)
    {
        using VeraGuest guest = new();
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual(0u, JsonTree.Parse(guest, bytes, out string error));
        Assert.AreEqual($"byte {offset}: {words}", error);
        Assert.IsNull(JsonTree.Reference(bytes));
    }

    [TestMethod]
    [DataRow("80")]
    [DataRow("C0AF")]
    [DataRow("C3")]
    [DataRow("E08080")]
    [DataRow("E282")]
    [DataRow("EDA080")]
    [DataRow("F0808080")]
    [DataRow("F4908080")]
    [DataRow("F5808080")]
    [DataRow("FF")]
    public void Strings_that_are_not_utf8_are_refused(string hex)
    {
        using VeraGuest guest = new();
        byte[] text = [(byte)'[', (byte)'"', (byte)'a', .. Convert.FromHexString(hex), (byte)'"', (byte)']'];
        Assert.AreEqual(0u, JsonTree.Parse(guest, text, out string error));
        Assert.AreEqual("byte 3: not UTF-8", error);
        Assert.AreEqual(0u, JsonTree.Parse(guest, text.AsSpan(0, text.Length - 2), out error));
        Assert.AreEqual("byte 3: not UTF-8", error);
    }

    [TestMethod]
    public void Sixty_four_levels_and_no_more()
    {
        using VeraGuest guest = new();
        foreach ((string open, string close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            string inner = open == "[" ? "" : "{}";
            int outer = 64 - inner.Length / 2;
            string most = string.Concat(Enumerable.Repeat(open, outer)) + inner + string.Concat(Enumerable.Repeat(close, outer));
            uint value = JsonTree.Parse(guest, Encoding.UTF8.GetBytes(most), out string error);
            Assert.AreEqual("", error);
            Assert.AreEqual(most, JsonTree.Write(guest, value));
            Assert.AreEqual(0u, JsonTree.Parse(guest, Encoding.UTF8.GetBytes("[" + most + "]"), out error));
            StringAssert.EndsWith(error, ": nested deeper than 64");
            string bomb = string.Concat(Enumerable.Repeat(open, 50_000));
            Assert.AreEqual(0u, JsonTree.Parse(guest, Encoding.UTF8.GetBytes(bomb), out error));
            Assert.AreEqual($"byte {64 * open.Length}: nested deeper than 64", error);
            guest.Clear();
        }
    }

    [TestMethod]
    public void Every_beginning_of_a_text_is_refused_and_the_text_is_taken()
    {
        byte[] text = Encoding.UTF8.GetBytes("""{"a":[1.5e3,true,null,{"é\ud834\udd1e":"x\n"}],"b":{},"c":-7}""");
        using VeraGuest guest = new();
        for (int length = 0; length < text.Length; length++)
        {
            Assert.AreEqual(0u, JsonTree.Parse(guest, text.AsSpan(0, length), out string error));
            Assert.AreNotEqual("", error);
        }

        Assert.AreNotEqual(0u, JsonTree.Parse(guest, text, out _));
    }

    [TestMethod]
    public void As_System_Text_Json_reads_it()
    {
        Random random = new(20260104);
        using VeraGuest guest = new();
        int taken = 0, refused = 0;
        for (int i = 0; i < GeneratedTexts + MutatedTexts; i++)
        {
            StringBuilder builder = new();
            Generate(builder, random, 5);
            byte[] text = Encoding.UTF8.GetBytes(builder.ToString());
            if (i >= GeneratedTexts) Mutate(ref text, random);
            guest.Clear();
            uint value = JsonTree.Parse(guest, text, out string error);
            using JsonDocument? document = JsonTree.Reference(text);
            if (document == null != (value == 0)) Assert.Fail($"{error}: {Convert.ToHexString(text)} {Encoding.UTF8.GetString(text)}");
            if (document == null)
            {
                refused++;
                continue;
            }

            taken++;
            JsonTree.AreEqual(guest, document.RootElement, value);
            byte[] written = Encoding.UTF8.GetBytes(JsonTree.Write(guest, value));
            uint again = JsonTree.Parse(guest, written, out _);
            JsonTree.AreEqual(guest, document.RootElement, again);
            CollectionAssert.AreEqual(written, Encoding.UTF8.GetBytes(JsonTree.Write(guest, again)));
        }

        Assert.IsGreaterThan(GeneratedTexts, taken);
        Assert.IsGreaterThan(MutatedTexts / 4, refused);
    }

    private static void Generate(StringBuilder text, Random random, int depth)
    {
        Space(text, random);
        switch (random.Next(depth > 0 ? 8 : 6))
        {
            case 0: text.Append("null"); break;
            case 1: text.Append(random.Next(2) == 0 ? "true" : "false"); break;
            case 2: text.Append(random.Next(-1000, 1000)); break;
            case 3: Number(text, random); break;
            case 4 or 5: Text(text, random); break;
            case 6:
                text.Append('[');
                Elements(text, random, () => Generate(text, random, depth - 1));
                text.Append(']');
                break;
            default:
                text.Append('{');
                Elements(text, random, () =>
                {
                    Space(text, random);
                    Text(text, random);
                    Space(text, random);
                    text.Append(':');
                    Generate(text, random, depth - 1);
                });
                text.Append('}');
                break;
        }

        Space(text, random);
    }

    private static void Elements(StringBuilder text, Random random, Action element)
    {
        int count = random.Next(7);
        for (int i = 0; i < count; i++)
        {
            if (i != 0) text.Append(',');
            element();
        }

        if (count == 0) Space(text, random);
    }

    private static void Space(StringBuilder text, Random random)
    {
        if (random.Next(4) == 0) text.Append(" \t\r\n"[random.Next(4)]);
    }

    private static void Number(StringBuilder text, Random random)
    {
        if (random.Next(2) == 0) text.Append('-');
        text.Append(random.NextInt64(1L << random.Next(1, 62)));
        if (random.Next(2) == 0) text.Append('.').Append(random.NextInt64(1L << random.Next(1, 62)));
        if (random.Next(3) == 0) text.Append(random.Next(2) == 0 ? 'e' : 'E').Append(random.Next(-330, 315));
        if (text[^1] is not '+' && random.Next(40) == 0) text.Append('0');
    }

    private static void Text(StringBuilder text, Random random)
    {
        string[] parts =
        [
            "a", "b", "key", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u20ac", "\\ud83d\\ude00",
            "é", "€", "\U0001F600", "{", "]", ",", " ", "\\u0000",
        ];
        text.Append('"');
        for (int i = random.Next(5); i > 0; i--) text.Append(parts[random.Next(parts.Length)]);
        text.Append('"');
    }

    private static void Mutate(ref byte[] text, Random random)
    {
        string letters = "[]{},:\"\\0123456789.eE+-truefalsn u/\0\x01";
        for (int i = random.Next(1, 3); i > 0 && text.Length != 0; i--)
        {
            int at = random.Next(text.Length);
            byte letter = random.Next(8) == 0 ? (byte)random.Next(256) : (byte)letters[random.Next(letters.Length)];
            text = random.Next(4) switch
            {
                0 => [.. text[..at], .. text[(at + 1)..]],
                1 => [.. text[..at], letter, .. text[at..]],
                2 => text[..at],
                _ => [.. text[..at], letter, .. text[(at + 1)..]],
            };
        }
    }
}

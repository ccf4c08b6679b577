using System;
using System.Linq;
using System.Text;

namespace Nf.Chunker;

/// <summary>Doc comments: those that begin with two stars.</summary>
internal static class DocComment
{
    /// <summary>Whether a comment is one.</summary>
    public static bool Is(ReadOnlySpan<byte> comment) =>
        comment.Length > 4 && comment.StartsWith("/**"u8) && comment[3] != (byte)'*' && comment.EndsWith("*/"u8);

    /// <summary>What stands in one: its lines without the star before each, and without empty lines at both ends.</summary>
    public static string Text(ReadOnlySpan<byte> comment)
    {
        string inner = Encoding.UTF8.GetString(comment[3..^2]);
        return string.Join('\n', inner.Split('\n').Select(WithoutStar)).Trim('\n');
    }

    private static string WithoutStar(string line)
    {
        string text = line.Trim();
        return text.StartsWith('*') ? text[1..].TrimStart(' ') : text;
    }
}

using System;

namespace Nf.Runtime;

/// <summary>Words for a <see cref="JsonError"/>.</summary>
internal static class JsonErrorText
{
    /// <summary>Bytes of the longest.</summary>
    public const int LengthMax = 48;

    /// <summary>What is wrong, in a few words.</summary>
    public static ReadOnlySpan<byte> Of(JsonError error) => error switch
    {
        JsonError.End => "the text ends too early"u8,
        JsonError.Value => "expected a value"u8,
        JsonError.Name => "expected a name in quotes"u8,
        JsonError.Colon => "expected a colon"u8,
        JsonError.Separator => "expected a comma or the end"u8,
        JsonError.Trailing => "something follows the value"u8,
        JsonError.Control => "a control character in a string"u8,
        JsonError.Escape => "no such escape"u8,
        JsonError.Surrogate => "half of a surrogate pair"u8,
        JsonError.Encoding => "not UTF-8"u8,
        JsonError.Number => "a number is not formed like this"u8,
        JsonError.Range => "a number too large for 64 bits"u8,
        JsonError.Depth => "nested deeper than 64"u8,
        _ => default,
    };
}

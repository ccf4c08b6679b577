using System;

namespace Nf.Runtime;

/// <summary>
/// What a function of module <c>vera</c> works on, as its name says it: types of key and value, and whether it is about sets.
/// It travels in <see cref="HostCall.Tag"/>. 4 bytes.
/// </summary>
public readonly struct VeraTag
{
    private const int ValueShift = 8;
    private const int SetShift = 16;
    private const uint TypeMask = 0xFF;

    private readonly uint _bits;

    /// <summary>Reads a tag.</summary>
    public VeraTag(uint bits) => _bits = bits;

    /// <summary>Makes a tag.</summary>
    public VeraTag(ElementType key, ElementType value, bool isSet) =>
        _bits = (uint)key | ((uint)value << ValueShift) | ((isSet ? 1u : 0) << SetShift);

    /// <summary>The tag as it travels.</summary>
    public uint Bits => _bits;

    /// <summary>What the keys are.</summary>
    public ElementType Key => (ElementType)(_bits & TypeMask);

    /// <summary>What the values are.</summary>
    public ElementType Value => (ElementType)((_bits >> ValueShift) & TypeMask);

    /// <summary>Map or set.</summary>
    internal CollectionKind Kind => _bits >> SetShift == 0 ? CollectionKind.Map : CollectionKind.Set;

    /// <summary>The letter (see <see cref="FunctionType.Matches"/>) of a type's last value.</summary>
    internal static byte LetterOf(ElementType type) => type switch
    {
        ElementType.Int64 => (byte)'I',
        ElementType.Float64 => (byte)'F',
        _ => (byte)'i',
    };

    /// <summary>
    /// Compares a name with a pattern in which K and V stand for a letter of a type: i = i64, f = f64, b = i32, s = string. O(length).
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="isSet">What the tag shall say.</param>
    /// <param name="tag">The types that stand in the name.</param>
    internal static bool TryParse(ReadOnlySpan<byte> name, ReadOnlySpan<byte> pattern, bool isSet, out VeraTag tag)
    {
        tag = default;
        if (name.Length != pattern.Length) return false;
        ElementType key = default, value = default;
        for (int i = 0; i < name.Length; i++)
        {
            bool matches = pattern[i] switch
            {
                (byte)'K' => TryType(name[i], out key),
                (byte)'V' => TryType(name[i], out value),
                _ => name[i] == pattern[i],
            };
            if (!matches) return false;
        }

        tag = new VeraTag(key, value, isSet);
        return true;
    }

    private static bool TryType(byte letter, out ElementType type)
    {
        type = letter switch
        {
            (byte)'i' => ElementType.Int64,
            (byte)'f' => ElementType.Float64,
            (byte)'b' => ElementType.Int32,
            _ => ElementType.Text,
        };
        return letter is (byte)'i' or (byte)'f' or (byte)'b' or (byte)'s';
    }
}

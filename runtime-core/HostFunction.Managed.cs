using System.Collections.Generic;

namespace Nf.Runtime;

/// <summary>For tools, which show a function's type or import it: a board only compares it.</summary>
public readonly unsafe ref partial struct HostFunction
{
    /// <summary>The signature with the types of the tag (<see cref="VeraTag"/>) for the letters K and V. O(length).</summary>
    public byte[] Expand()
    {
        VeraTag tag = new(Tag);
        List<byte> letters = [];
        foreach (byte letter in Signature)
        {
            if (letter is not ((byte)'K' or (byte)'V'))
            {
                letters.Add(letter);
                continue;
            }
            ElementType type = letter == (byte)'K' ? tag.Key : tag.Value;
            if (type == ElementType.Text)
                letters.Add((byte)'i');
            letters.Add(VeraTag.LetterOf(type));
        }
        return [.. letters];
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Nf.Build;

/// <summary>Which file each part of an image came from, from the linker's map.</summary>
internal static class LinkMap
{
    /// <summary>A run of bytes in the image.</summary>
    internal sealed record Part(string InputSection, ulong Address, ulong Bytes, string File);

    /// <summary>The parts of each output section; those of size 0 are left out.</summary>
    public static Dictionary<string, List<Part>> Read(string path)
    {
        Dictionary<string, List<Part>> sections = new(StringComparer.Ordinal);
        List<Part>? current = null;
        string pendingName = "";
        bool isMap = false;
        foreach (string line in File.ReadLines(path))
        {
            if (!isMap)
            {
                isMap = line.StartsWith("Linker script and memory map", StringComparison.Ordinal);
                continue;
            }

            if (line.Length == 0 || line.StartsWith("LOAD ", StringComparison.Ordinal))
                continue;
            if (line[0] != ' ')
            {
                string name = line.Split(' ', 2)[0];
                if (!sections.TryGetValue(name, out current))
                    sections[name] = current = [];
                continue;
            }

            if (current is null)
                continue;
            if (line[1] != ' ' && line[1] != '*')
            {
                // A long name stands alone; its numbers follow on the next line.
                string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                pendingName = words[0];
                if (words.Length >= 4)
                    Add(current, pendingName, line[(line.IndexOf(pendingName, StringComparison.Ordinal) + pendingName.Length)..]);
            }
            else if (pendingName.Length != 0 && line.StartsWith("                0x", StringComparison.Ordinal))
            {
                Add(current, pendingName, line);
                pendingName = "";
            }
        }

        return sections;
    }

    // "  0xADDRESS  0xSIZE FILE": the file may hold spaces; a symbol line has no size.
    private static void Add(List<Part> parts, string name, string rest)
    {
        string[] words = rest.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 3 && TryHex(words[0], out ulong address) && TryHex(words[1], out ulong bytes) && bytes != 0)
            parts.Add(new Part(name, address, bytes, words[2].TrimStart()));
    }

    private static bool TryHex(string word, out ulong value)
    {
        value = 0;
        return word.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}

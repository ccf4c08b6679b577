using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Nf.Build;

/// <summary>A medium of a board on which the module store can be, and how the emulator gets one.</summary>
/// <param name="Address">First byte of the first store on the medium.</param>
/// <param name="SlotBytes">Bytes of each of a store's two slots, headers included.</param>
/// <param name="EmulatedBytes">Size of the file by which the emulator keeps the medium; 0 when the program makes it itself.</param>
/// <param name="ErasedValue">What a new file is filled with.</param>
/// <param name="Arguments">What the emulator is given for the medium, where <c>{store}</c> stands for the file.</param>
/// <param name="Wiring">Connections that the emulator's monitor makes before the board starts.</param>
public sealed record StoreDescription(
    uint Address, int SlotBytes, int EmulatedBytes, byte ErasedValue, IReadOnlyList<string> Arguments, IReadOnlyList<EmulatorWire> Wiring)
{
    private const string Placeholder = "{store}";

    /// <summary>The emulator's arguments for the medium in a file.</summary>
    public IReadOnlyList<string> ArgumentsFor(string storePath)
        => [.. Arguments.Select(argument => argument.Replace(Placeholder, storePath, StringComparison.Ordinal))];

    /// <summary>Makes the file of a new medium, unless it is there.</summary>
    public void MakeFile(string storePath)
    {
        if (EmulatedBytes == 0 || File.Exists(storePath))
            return;
        byte[] content = new byte[EmulatedBytes];
        Array.Fill(content, ErasedValue);
        File.WriteAllBytes(storePath, content);
    }
}

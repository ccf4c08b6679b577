using System.Collections.Generic;
using System.IO;
using Nf.Build;
using Nf.Errors;

namespace Nf.Cli;

/// <summary>A medium for a module store that an emulated board can have: a file of the emulator's.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Bytes">Its size; the emulator takes no other.</param>
/// <param name="Erased">What an erased byte is.</param>
/// <param name="Devices">The emulator's arguments for it, with {file} for its file.</param>
internal sealed record EmulatedStore(string Name, int Bytes, byte Erased, IReadOnlyList<string> Devices)
{
    /// <summary>The board whose emulator has the buses for them.</summary>
    private const string Board = "lm3s6965evb";

    private const string FilePlaceholder = "{file}";

    /// <summary>Serial flash; its chip select has to be wired to a pin, see <see cref="EmulatorLaunch"/>.</summary>
    public static EmulatedStore Nor { get; } = new("nor", 1 << 20, 0xff,
        ["-drive", "if=none,format=raw,file={file},id=nor", "-device", "w25q80bl,id=nor0,bus=ssi,drive=nor"]);

    private static readonly EmulatedStore[] s_all =
    [
        Nor,
        new("sd", 1 << 20, 0x00, ["-drive", "if=sd,format=raw,file={file}"]),
        new("eeprom", 1 << 16, 0xff,
            ["-drive", "if=none,format=raw,file={file},id=ee", "-device", "at24c-eeprom,rom-size=65536,address=0x50,drive=ee,bus=i2c"]),
    ];

    /// <summary>The medium that a board gets.</summary>
    /// <param name="board">The board.</param>
    /// <param name="name">The medium's name; null for the board's first one.</param>
    /// <returns>The medium; null for a board without any.</returns>
    /// <exception cref="NfException">Usage for a name that there is not; NotSupported for a board without media.</exception>
    public static EmulatedStore? Of(BoardDescription board, string? name)
    {
        if (board.Name != Board)
        {
            return name == null ? null : throw new NfException(Status.NotSupported,
                $"{board.Name}: its emulator has no bus for a store; leave out --store, or take {Board}.");
        }
        foreach (EmulatedStore store in s_all)
        {
            if (name == null || store.Name == name)
                return store;
        }
        throw new NfException(Status.Usage, $"--store is '{name}', but must be nor, sd or eeprom.");
    }

    /// <summary>The emulator's arguments.</summary>
    /// <param name="file">The medium's file.</param>
    public IEnumerable<string> Arguments(string file)
    {
        foreach (string argument in Devices)
            yield return argument.Replace(FilePlaceholder, file.Replace(",", ",,", System.StringComparison.Ordinal), System.StringComparison.Ordinal);
    }

    /// <summary>Makes the medium's file, erased, unless it is there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isFresh">Whether to erase it in any case.</param>
    public void Prepare(string file, bool isFresh)
    {
        if (!isFresh && File.Exists(file) && new FileInfo(file).Length == Bytes)
            return;
        byte[] content = new byte[Bytes];
        System.Array.Fill(content, Erased);
        File.WriteAllBytes(file, content);
    }
}

using System.Collections.Generic;
using Nf.Errors;
using Nf.Runtime;

namespace Nf.Build;

/// <summary>Everything that board.yaml says of a board.</summary>
public sealed record BoardDescription
{
    /// <summary>The medium of a board that has none.</summary>
    public const string NoStore = "none";

    /// <summary>The folder's name below <c>boards/</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Maker and type.</summary>
    public required string Title { get; init; }

    /// <summary>Whether it is a Cortex-M board; else it is Linux.</summary>
    public required bool IsCortexM { get; init; }

    /// <summary>The processor, by gcc's name.</summary>
    public required string Cpu { get; init; }

    /// <summary>What the ahead-of-time compiler compiles for: armel, arm, arm64 or x64.</summary>
    public required string Arch { get; init; }

    /// <summary>The floating-point unit by gcc's name, <c>none</c>, or <c>system</c> on Linux.</summary>
    public required string Fpu { get; init; }

    /// <summary>Processor clock after reset in hertz; 0 on Linux.</summary>
    public required int ClockHz { get; init; }

    /// <summary>Interrupts of the chip beside the 15 of the core; 0 on Linux.</summary>
    public required int Interrupts { get; init; }

    /// <summary>Where the console is, in words.</summary>
    public required string Console { get; init; }

    /// <summary>The file name suffixes that belong to the board, as <c>CortexM</c> in <c>SysTick.CortexM.cs</c>.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>Code and constants; none on Linux.</summary>
    public MemoryRegion? Flash { get; init; }

    /// <summary>Data; none on Linux.</summary>
    public MemoryRegion? Ram { get; init; }

    /// <summary>The stack that guests run on, in bytes: the main stack of a board, that of a thread on Linux.</summary>
    public required int StackBytes { get; init; }

    /// <summary>Arenas by name, in bytes.</summary>
    public required IReadOnlyDictionary<string, int> Arenas { get; init; }

    /// <summary>The guest's linear memory in bytes.</summary>
    public required int LinearMemoryBytes { get; init; }

    /// <summary>Budget of each crate by name, in bytes.</summary>
    public required IReadOnlyDictionary<string, int> Budgets { get; init; }

    /// <summary>What a guest may ask for.</summary>
    public required BoardLimits Limits { get; init; }

    /// <summary>The largest image in bytes.</summary>
    public required int FlashBytesMax { get; init; }

    /// <summary>The least RAM in bytes that linear memory and engine arena must have; 0 on Linux.</summary>
    public required int RamGuestBytesMin { get; init; }

    /// <summary>What runs guests where nobody says otherwise.</summary>
    public GuestEngine Engine { get; init; } = GuestEngine.Interpreter;

    /// <summary>What is different in an image whose guests were compiled ahead of time; null when nothing is.</summary>
    public AheadMemory? Ahead { get; init; }

    /// <summary>The program that supervises several guests; null when the board has no room for it.</summary>
    public HostDescription? Host { get; init; }

    /// <summary>Where the module store can be, by the medium's name; empty when the board has no medium.</summary>
    public IReadOnlyDictionary<string, StoreDescription> Stores { get; init; } = new Dictionary<string, StoreDescription>();

    /// <summary>The medium of this build's module store: a key of <see cref="Stores"/>, or <see cref="NoStore"/>.</summary>
    public string StoreMedium { get; init; } = NoStore;

    /// <summary>Where the module store of this build is; null where there is none.</summary>
    public StoreDescription? Store => Stores.GetValueOrDefault(StoreMedium);

    /// <summary>Runs an image without the board.</summary>
    public required ToolCommand Emulator { get; init; }

    /// <summary>Writes an image to the board; none on Linux.</summary>
    public ToolCommand? FlashTool { get; init; }

    /// <summary>The board with its module store on another medium; null leaves it where it is.</summary>
    /// <exception cref="NfException"><see cref="Status.BoardInvalid"/> when the board has no such medium.</exception>
    public BoardDescription WithStore(string? medium) => medium is null || medium == StoreMedium ? this
        : Stores.ContainsKey(medium) ? this with { StoreMedium = medium }
        : throw new NfException(Status.BoardInvalid, $"{Name} has no medium '{medium}': there are {string.Join(", ", Stores.Keys)}");

    /// <summary>The number of the chip's family in UF2 files; null for a board that does not take them.</summary>
    public uint? Uf2Family { get; init; }

    /// <summary>The board as an image with that engine uses it.</summary>
    public BoardDescription For(GuestEngine engine) => engine != GuestEngine.Aot || Ahead is not { } ahead ? this : this with
    {
        Arenas = new Dictionary<string, int>(Arenas) { ["engine"] = ahead.EngineArenaBytes },
        LinearMemoryBytes = ahead.LinearMemoryBytes,
        Budgets = new Dictionary<string, int>(Budgets)
        {
            ["engine"] = ahead.EngineArenaBytes + (Budgets["engine"] - Arenas["engine"]),
            ["guest"] = ahead.LinearMemoryBytes + (Budgets["guest"] - LinearMemoryBytes),
        },
        FlashBytesMax = ahead.FlashBytesMax,
        RamGuestBytesMin = ahead.LinearMemoryBytes + ahead.EngineArenaBytes,
    };
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>
/// What outlives a reset: on a board RAM that nothing clears, on Linux a file. The start-up code and C# both write it. Each part has a
/// check, so that what power-on leaves in RAM reads as nothing. 176 bytes. Mirrors <c>nf_crash_memory</c> of nf_crash.h.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CrashMemory
{
    private ResetNote _note;
    private HostFault _host;
    private GuestFault _guest;

    /// <summary>The notes about resets; good after <see cref="BoardSystem.Start"/>.</summary>
    public readonly ResetNote Note => _note;

    /// <summary>Writes down a fault of a guest, over the one before. O(1).</summary>
    /// <param name="fault">The fault.</param>
    public void Record(in GuestFault fault)
    {
        _guest = fault;
        _guest.Check = CheckOf((uint*)Unsafe.AsPointer(ref _guest), sizeof(GuestFault));
    }

    /// <summary>The last fault of a guest.</summary>
    /// <param name="fault">The fault, empty when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out GuestFault fault)
    {
        bool isWhole = _guest.Check == CheckOf((uint*)Unsafe.AsPointer(ref _guest), sizeof(GuestFault));
        fault = isWhole ? _guest : default;
        return isWhole;
    }

    /// <summary>The last fault of the host itself.</summary>
    /// <param name="fault">The fault, empty when there is none.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryRead(out HostFault fault)
    {
        bool isWhole = _host.Check == CheckOf((uint*)Unsafe.AsPointer(ref _host), sizeof(HostFault));
        fault = isWhole ? _host : default;
        return isWhole;
    }

    /// <summary>Forgets both faults. O(1).</summary>
    public void Forget()
    {
        _host = default;
        _guest = default;
    }

    /// <summary>Why the target started, from what its hardware says and what the program wrote down before.</summary>
    /// <param name="hardware">What the hardware says.</param>
    /// <returns>The program's own reason where the hardware knows none, or only that it was the program.</returns>
    internal readonly ResetCause CauseOf(ResetCause hardware)
    {
        if (hardware is not (ResetCause.Unknown or ResetCause.Software))
            return hardware;
        return _note.LastReason switch
        {
            ResetReason.Restart => ResetCause.Software,
            ResetReason.Fault => ResetCause.Fault,
            ResetReason.Watchdog => ResetCause.Watchdog,
            ResetReason.Stop => ResetCause.PowerOn,
            _ => _note.Boots == 1 && hardware == ResetCause.Unknown ? ResetCause.PowerOn : hardware,
        };
    }

    /// <summary>FNV-1a over all words but the last, as nf_crash.c has it. Zeros have no good check.</summary>
    private static uint CheckOf(uint* words, int bytes)
    {
        uint hash = 0x811C_9DC5;
        for (int i = 0; i < (bytes / sizeof(uint)) - 1; i++)
            hash = (hash ^ words[i]) * 0x0100_0193;
        return hash;
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using Nf.Errors;
using Nf.Platform;
using Nf.Runtime;
using Nf.Simulator;

namespace Nf.Wast;

/// <summary>Runs scripts in this process, with room as a desktop has it.</summary>
internal static unsafe class DesktopRunner
{
    /// <summary>Instances at a time.</summary>
    public const int SlotCount = 8;

    // A script's instances are found by static functions.
    private static readonly Lock s_one = new();

    /// <summary>Runs a script; one at a time.</summary>
    /// <param name="script">The script.</param>
    /// <param name="compiled">Its modules, compiled ahead of time; null for the interpreter.</param>
    /// <returns>What came of each command, by its number.</returns>
    /// <exception cref="NfException">InvalidArgument when the script is broken, OutOfMemory when there is no room.</exception>
    public static Dictionary<int, CommandResult> Run(ReadOnlySpan<byte> script, AheadLibrary? compiled = null)
    {
        GuestLimits limits = GuestLimits.Desktop;
        Dictionary<int, CommandResult> results = [];
        using NativeRegion bytes = NativeRegion.Copy(script);
        using NativeRegion slots = new((uint)(SlotCount * sizeof(ScriptSlot)));
        List<NativeRegion> rooms = [];
        try
        {
            for (int i = 0; i < SlotCount; i++) ((ScriptSlot*)slots.Start)[i] = MakeSlot(limits, rooms, compiled);
            Status status = Status.Ok;
            int length = script.Length;
            ScriptRunner<ResultList> runner = new((ScriptSlot*)slots.Start, SlotCount, new ResultList(results));
            // Instances call one another, and each may use up its own.
            using Lock.Scope one = s_one.EnterScope();
            GuestThreadRunner.Run(SlotCount * limits.NativeStackBytes, () => status = runner.Run(bytes.Start, length));
            return status == Status.Ok ? results : throw new NfException(status, $"The script is broken behind {results.Count} commands.");
        }
        finally
        {
            foreach (NativeRegion room in rooms) room.Dispose();
        }
    }

    private static ScriptSlot MakeSlot(GuestLimits limits, List<NativeRegion> rooms, AheadLibrary? compiled = null)
    {
        NativeRegion arena = new((uint)limits.ArenaBytes);
        rooms.Add(arena);
        NativeRegion memory = compiled == null
            ? new NativeRegion(limits.MemoryBytesMax)
            : NativeRegion.Reserve(limits.MemoryBytesMax, AheadModule.GuardBytes);
        rooms.Add(memory);
        InstanceOptions options = new()
        {
            Memory = memory.Start,
            MemoryBytes = memory.Bytes,
            Limits = limits.Limits,
            NativeStackBytes = limits.NativeStackBytes,
        };
        if (compiled == null) return new ScriptSlot(arena.Start, limits.ArenaBytes, in options, Interpreter.SourceRules, null);
        options.ReservedBytes = AheadModule.GuardBytes;
        options.Commit = &MemoryMapping.Commit;
        options.Discard = &MemoryMapping.Return;
        return new ScriptSlot(arena.Start, limits.ArenaBytes, in options, AheadOfTime.SourceRules, compiled.Modules);
    }
}

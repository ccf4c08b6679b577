using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using Nf.Memory;
using Nf.Package;
using Nf.Platform;
using Nf.Runtime;
using Nf.Runtime.Tests;

namespace Nf.FirmwareHost.Tests;

/// <summary>Runs a guest written as text on a simulated board, and keeps what it did.</summary>
internal sealed unsafe class GuestRun
{
    private const int ArenaBytes = 512 * 1024;
    private const uint MemoryBytes = 2 * 65536 + 64;
    private const uint Period = 100_000_000;
    private const int Slots = 4;

    // Whose handles the guest gets.
    private int _owner = 1;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _line = new();

    /// <summary>How it ended.</summary>
    public RunReport Report { get; private set; }

    /// <summary>The trace, without the last line that says how it ended.</summary>
    public IReadOnlyList<string> Lines => _lines.GetRange(0, _lines.Count - 1);

    /// <summary>The trace's last line.</summary>
    public string End => _lines[^1];

    public static GuestRun Of(string wat, uint ticks = 1, params ReadOnlySpan<string> arguments)
    {
        GuestRun run = new();
        run.Execute(Wat.Compile(wat), ticks, arguments);
        return run;
    }

    /// <summary>The same for a guest whose handles are another owner's than those of the others.</summary>
    public static GuestRun Of(int owner, string wat)
    {
        GuestRun run = new() { _owner = owner };
        run.Execute(Wat.Compile(wat), 1, []);
        return run;
    }

    /// <summary>The same for a package that has these capabilities and no others.</summary>
    public static GuestRun Packed(string wat, params IReadOnlyList<string> capabilities)
    {
        GuestRun run = new();
        run.Execute(Packager.Pack(Wat.Compile(wat), new PackageOptions { Capabilities = capabilities, HostSlots = 3 }).Wasm, 1, []);
        return run;
    }

    private void Execute(byte[] wasm, uint ticks, ReadOnlySpan<string> arguments)
    {
        byte* arenaBytes = (byte*)NativeMemory.AlignedAlloc(ArenaBytes, 16);
        byte* memory = (byte*)NativeMemory.AllocZeroed(MemoryBytes);
        byte* scenario = (byte*)NativeMemory.AllocZeroed(Scenario.HeaderSize);
        byte** argumentPointers = (byte**)NativeMemory.AllocZeroed((nuint)(arguments.Length + 1), (nuint)sizeof(byte*));
        HostContext* host = (HostContext*)NativeMemory.AllocZeroed((nuint)(sizeof(HostContext) + sizeof(Board)));
        host->BoardAddress = (Board*)(host + 1);
        int slotBytes = SlotTable<HostObject>.BytesFor(Slots);
        byte* slots = (byte*)NativeMemory.Alloc((nuint)slotBytes);
        BudgetTracker budget = default;
        GCHandle self = GCHandle.Alloc(this);
        try
        {
            Span<byte> blob = new(scenario, Scenario.HeaderSize);
            Check(ScenarioEncoder.Create(blob, Period, ticks, false, out _));
            Check(host->Board.Initialize(blob));
            host->TickMax = host->Board.TickMax;
            host->Trace.Initialize(&Collect, GCHandle.ToIntPtr(self));
            for (int i = 0; i < arguments.Length; i++) argumentPointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
            host->Arguments = argumentPointers;
            host->ArgumentCount = arguments.Length;
            Check(budget.SetLimit(CrateId.Guest, slotBytes));
            Check(SlotTable<HostObject>.Create(
                ref budget, new Span<byte>(slots, slotBytes), Slots, _owner, SlotPolicy.EvictUnused, out host->Slots));
            Check(Arena.Create(arenaBytes, ArenaBytes, out Arena arena));
            InstanceOptions options = new()
            {
                Arena = arena,
                Memory = memory,
                MemoryBytes = MemoryBytes,
                Limits = InstanceLimits.Most with { StackBytes = 16384 },
                NativeStackBytes = 256 * 1024,
            };
            fixed (byte* module = wasm)
            {
                GuestRunner.Run(host, module, wasm.Length, in options, out RunReport report);
                Report = report;
            }
        }
        finally
        {
            for (int i = 0; i < arguments.Length; i++) Marshal.FreeCoTaskMem((nint)argumentPointers[i]);
            self.Free();
            NativeMemory.Free(slots);
            NativeMemory.Free(host);
            NativeMemory.Free(argumentPointers);
            NativeMemory.Free(scenario);
            NativeMemory.Free(memory);
            NativeMemory.AlignedFree(arenaBytes);
        }
    }

    private static void Check(Status status)
    {
        if (status != Status.Ok) throw new InvalidOperationException(status.ToString());
    }

    private static void Collect(nint context, ReadOnlySpan<byte> piece)
    {
        GuestRun run = (GuestRun)GCHandle.FromIntPtr(context).Target!;
        run._line.Append(Encoding.UTF8.GetString(piece));
        if (piece.Length == 0 || piece[^1] != (byte)'\n') return;
        run._lines.Add(run._line.ToString().TrimEnd('\n'));
        run._line.Clear();
    }
}

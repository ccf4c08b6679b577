using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// One guest in an arena of its own, with little of everything: 2 KiB of linear memory unless it needs more, 1 KiB of value stack.
/// </summary>
internal unsafe ref struct TestGuest : IDisposable
{
    private const int DefaultLinearBytes = 2048;
    private const uint StackBytes = 1024;

    private ManagedMemory<GuestStorage> _memory;

    /// <summary>The guest; usable when it was loaded.</summary>
    public Instance Instance;

    /// <summary>Why it was not loaded.</summary>
    public LoadError Error;

    /// <summary>The arena, in which its linear memory lies too.</summary>
    public readonly Arena Arena => _memory.Arena;

    /// <summary>Loads a module; the start function has not run.</summary>
    /// <typeparam name="THost">What it may import.</typeparam>
    /// <param name="wasm">The module; constant data or static storage.</param>
    /// <param name="context">For host functions.</param>
    /// <param name="guest">To be disposed of, also after a failure.</param>
    /// <param name="clipMemory">False: its linear memory must fit.</param>
    /// <param name="reservedBytes">Of the arena: so much less is left for the guest.</param>
    /// <param name="requireMetered">True: it must be a package.</param>
    /// <param name="linearBytes">Linear memory.</param>
    public static Status Load<THost>(
        ReadOnlySpan<byte> wasm, nint context, out TestGuest guest, bool clipMemory = true, int reservedBytes = 0,
        bool requireMetered = false, int linearBytes = DefaultLinearBytes)
        where THost : IHostFunctions
    {
        Status status = Prepare(wasm, linearBytes, reservedBytes, out guest, out InstanceOptions options);
        if (status != Status.Ok) return status;
        options.HostContext = context;
        options.ClipMemory = clipMemory;
        options.RequireMetered = requireMetered;
        byte* bytes = options.Ahead != null ? options.Ahead->Outline : (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(wasm));
        int length = options.Ahead != null ? options.Ahead->OutlineBytes : wasm.Length;
        return Instance.Create<THost>(bytes, length, in options, out guest.Instance, out guest.Error);
    }

    // What does not depend on the host's functions, so that an image has it once.
    private static Status Prepare(
        ReadOnlySpan<byte> wasm, int linearBytes, int reservedBytes, out TestGuest guest, out InstanceOptions options)
    {
        guest = default;
        options = default;
        Status status = Allocation.Budget.SetLimit(CrateId.Engine, MemoryBlock<GuestStorage>.SizeBytes);
        if (status == Status.Ok) status = Allocation.AllocateMemory(CrateId.Engine, out guest._memory, out _);
        if (status == Status.Ok) status = guest.Arena.TryAllocate(linearBytes, 16, out options.Memory);
        if (status == Status.Ok && reservedBytes != 0) status = guest.Arena.TryAllocate(reservedBytes, 16, out byte* _);
        if (status == Status.Ok) status = AheadGuests.Find(wasm, out options.Ahead);
        if (status != Status.Ok) return status;
        new Span<byte>(options.Memory, linearBytes).Clear();
        options.Arena = guest.Arena;
        options.MemoryBytes = (uint)linearBytes;
        options.Limits = InstanceLimits.Most with { StackBytes = StackBytes };
        options.NativeStackBytes = AheadGuests.NativeStackBytes;
        return GuardedMemory.Lend(GuardedMemory.Places - 1, ref options);
    }

    /// <summary>Calls an exported function with at most one result.</summary>
    public readonly Status Call(ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, ReadOnlySpan<ulong> arguments, out ulong result)
    {
        result = 0;
        Status status = Instance.FindFunction(name, signature, out ExportedFunction function);
        return status == Status.Ok ? Instance.Call(in function, arguments, new Span<ulong>(ref result)) : status;
    }

    /// <summary>Calls an exported function of one i32.</summary>
    public readonly Status Call(ReadOnlySpan<byte> name, ReadOnlySpan<byte> signature, uint argument, out ulong result)
    {
        Span<ulong> arguments = stackalloc ulong[1];
        arguments[0] = argument;
        return Call(name, signature, arguments, out result);
    }

    /// <summary>Expects the innermost frames of the backtrace to have these names, separated by spaces.</summary>
    public readonly void CheckFrames(ReadOnlySpan<byte> names, ref Check check, [CallerLineNumber] int line = 0)
    {
        check.Equal(Status.Ok, Instance.GetBacktrace(out Backtrace trace), line);
        int index = 0;
        while (names.Length != 0)
        {
            int length = 0;
            while (length < names.Length && names[length] != (byte)' ') length++;
            check.True(index < (int)trace.Count, line);
            if (index >= (int)trace.Count) return;
            check.Equal(names.Slice(0, length), Instance.Module.FunctionName((int)trace.Frames[index].FunctionIndex), line);
            names = names.Slice(length < names.Length ? length + 1 : length);
            index++;
        }
    }

    /// <summary>Drops the guest with all it had.</summary>
    public void Dispose() => _memory.Dispose();
}

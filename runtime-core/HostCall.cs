using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// What a host function gets: the guest's arguments, where to put results, its linear memory and the host's own context.
/// Mirrors <c>nf_host_call</c> of nf_engine.h. Valid only until the host function returns. 40 or 64 bytes.
/// </summary>
/// <remarks>
/// A host function is a static method with <see cref="UnmanagedCallersOnlyAttribute"/> that takes a <c>HostCall*</c>
/// and returns 0, or the number of the <see cref="Status"/> that the guest's call shall end with.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct HostCall
{
    /// <summary>Bytes that a host function moves or compares for a unit of fuel, as bulk instructions do (docs/PACKAGE.md).</summary>
    public const uint BytesInUnit = 16;

    private readonly ulong* _arguments;
    private readonly ulong* _results;
    private byte* _memory;
    private ulong _memoryBytes;
    private readonly nint _context;
    private readonly nint _engine;
    private readonly ulong* _freeCells;
    private readonly uint _tag;

    private HostCall(in HostCall call, ulong* arguments, ulong* results)
    {
        this = call;
        _arguments = arguments;
        _results = results;
    }

    /// <summary>The same call with other arguments and results: for a host function that calls another one. O(1).</summary>
    /// <param name="arguments">As many cells as that one reads.</param>
    /// <param name="results">As many cells as it writes.</param>
    public readonly HostCall With(ulong* arguments, ulong* results) => new(in this, arguments, results);

    /// <summary>What the host gave in <see cref="InstanceOptions.HostContext"/>.</summary>
    public readonly nint Context => _context;

    /// <summary>What the function was offered with (<see cref="HostFunction.Tag"/>).</summary>
    public readonly uint Tag => _tag;

    /// <summary>The linear memory. A span of it must not be kept beyond the call, nor beyond <see cref="Allocate"/>.</summary>
    public readonly Span<byte> Memory => new(_memory, (int)(_memoryBytes <= int.MaxValue ? _memoryBytes : int.MaxValue));

    /// <summary>Argument <paramref name="index"/> as i32. The type was checked when the import was linked. O(1).</summary>
    public readonly int Int32(int index) => (int)_arguments[index];

    /// <summary>Argument <paramref name="index"/> as an unsigned i32, such as a pointer, or an f32's bits. O(1).</summary>
    public readonly uint UInt32(int index) => (uint)_arguments[index];

    /// <summary>Argument <paramref name="index"/> as i64, or an f64's bits. O(1).</summary>
    public readonly long Int64(int index) => (long)_arguments[index];

    /// <summary>Sets result 0 to an i32, or an f32's bits. Write results after the last read of an argument.</summary>
    public readonly void Return(int value) => _results[0] = (uint)value;

    /// <summary>Sets result 0 to an i64, or an f64's bits.</summary>
    public readonly void Return(long value) => _results[0] = (ulong)value;

    /// <summary>Sets a result of a function with several. </summary>
    public readonly void SetResult(int index, ulong cell) => _results[index] = cell;

    /// <summary>Fuel in units that the guest has left; 0 for a module that is not metered. O(1).</summary>
    public readonly ulong Fuel => NativeEngine.Fuel(_engine);

    /// <summary>Sets the fuel that the guest has left; nothing happens to a module that is not metered. O(1).</summary>
    public readonly void SetFuel(ulong units) => _ = NativeEngine.SetFuel(_engine, units);

    /// <summary>
    /// Takes fuel for work whose amount the guest chooses, before doing it. O(1). Free for a module that is not metered.
    /// </summary>
    /// <param name="units">A unit is about one instruction's time, or 16 bytes moved.</param>
    /// <returns>Ok, or TrapOutOfFuel when less is left: return that at once.</returns>
    public readonly Status Charge(ulong units) => (Status)NativeEngine.Charge(_engine, units);

    /// <summary>What the guest exports of its own heap.</summary>
    /// <returns>Ok, or ExportNotFound.</returns>
    public readonly Status GetHeap(out GuestHeap heap)
    {
        fixed (GuestHeap* pointer = &heap) return (Status)NativeEngine.GetHeap(_engine, pointer);
    }

    /// <summary>
    /// Asks the guest's own allocator (its export <c>alloc</c>) for memory: the one call back into a running guest. It runs on the stack,
    /// fuel and depth that the guest has left. It may do anything to the guest's memory and globals, so all that was read before must be
    /// checked again.
    /// </summary>
    /// <param name="bytes">How many.</param>
    /// <param name="pointer">What the guest answered: any number. 0 means that there is no memory.</param>
    /// <returns>Ok; ExportNotFound; Reentrant while the allocator runs; or the trap it ended with: return that at once.</returns>
    public Status Allocate(uint bytes, out uint pointer)
    {
        fixed (HostCall* self = &this)
        fixed (uint* result = &pointer)
            return (Status)NativeEngine.Allocate(self, bytes, result);
    }

    /// <summary>Reads a global by its index, as a cell. O(1).</summary>
    /// <returns>Ok, or OutOfRange.</returns>
    internal readonly Status GetGlobal(uint index, out ulong value)
    {
        fixed (ulong* cell = &value) return (Status)NativeEngine.GlobalGet(_engine, index, cell);
    }

    /// <summary>Writes a global by its index, which the module must have declared mutable. O(1).</summary>
    /// <returns>Ok, or OutOfRange.</returns>
    internal readonly Status SetGlobal(uint index, ulong value) => (Status)NativeEngine.GlobalSet(_engine, index, value);

    /// <summary>
    /// The part of the linear memory at a guest's pointer. O(1).
    /// </summary>
    /// <returns>Ok, or TrapBadPointer when any byte of it lies outside; then the span is empty.</returns>
    public readonly Status TrySpan(uint pointer, uint length, out Span<byte> span)
    {
        bool inside = length <= int.MaxValue && (ulong)pointer + length <= _memoryBytes;
        span = inside ? new Span<byte>(_memory + pointer, (int)length) : default;
        return inside ? Status.Ok : Status.TrapBadPointer;
    }
}

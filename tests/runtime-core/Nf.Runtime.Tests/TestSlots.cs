using System;
using System.Runtime.InteropServices;
using Nf.Memory;

namespace Nf.Runtime.Tests;

/// <summary>A table of slots with its memory, its budget and its source.</summary>
internal sealed unsafe class TestSlots : IDisposable
{
    private readonly byte* _memory;

    public SlotTable<NumberedObject> Table;
    public NumberedSource Source;
    public BudgetTracker Budget;

    public TestSlots(int capacity, SlotPolicy policy = SlotPolicy.Refuse, int owner = 1, ulong firstMissing = ulong.MaxValue)
    {
        int bytes = SlotTable<NumberedObject>.BytesFor(capacity);
        _memory = (byte*)NativeMemory.Alloc((nuint)bytes);
        // Memory of a former guest: the table must not believe it.
        new Span<byte>(_memory, bytes).Fill(0xA5);
        NumberedObject.Released.Clear();
        Source = new NumberedSource { FirstMissing = firstMissing };
        Require(Budget.SetLimit(CrateId.Guest, bytes));
        Require(SlotTable<NumberedObject>.Create(ref Budget, new Span<byte>(_memory, bytes), capacity, owner, policy, out Table));
    }

    public Status Open(int slot, int kind, ulong key, out SlotHandle handle) => Table.Open(slot, kind, key, ref Source, out handle);

    /// <summary>Opens an object that must be there.</summary>
    public SlotHandle Open(int kind, ulong key, int slot = 0)
    {
        Require(Open(slot, kind, key, out SlotHandle handle));
        return handle;
    }

    /// <summary>The number of the object behind a handle that must be good.</summary>
    public int Number(SlotHandle handle)
    {
        Require(Table.TryGet(handle, 0, out NumberedObject found));
        return found.Number;
    }

    public void Dispose() => NativeMemory.Free(_memory);

    private static void Require(Status status)
    {
        if (status != Status.Ok)
            throw new InvalidOperationException(status.ToString());
    }
}

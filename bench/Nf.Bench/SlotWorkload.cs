using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Nf.Memory;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>Slots: what a handle adds to a call of a host function, and opening an object that the table has or has not.</summary>
internal sealed unsafe class SlotWorkload : IDisposable
{
    private const int Capacity = 256;
    private const int Kind = 1;
    private const ulong HitKey = 100;

    private readonly EmbeddedModule _module = new("bench.wasm");
    private readonly Room _room = new(0);
    private readonly byte* _memory = (byte*)NativeMemory.Alloc((nuint)Bytes);
    private readonly SlotTable<NumberObject>* _ofGuest =
        (SlotTable<NumberObject>*)NativeMemory.Alloc((nuint)sizeof(SlotTable<NumberObject>));
    private readonly Instance _guest;
    private readonly ExportedFunction _importLoop;
    private readonly ExportedFunction _handleLoop;
    private readonly SlotHandle _handle;
    private readonly Dictionary<(int Kind, ulong Key), SlotHandle> _dictionary = [];
    private BudgetTracker _budget;

    private static int Bytes => SlotTable<NumberObject>.BytesFor(Capacity);

    public SlotWorkload()
    {
        Bench.Require(_budget.SetLimit(CrateId.Guest, Bytes));
        Bench.Require(SlotTable<NumberObject>.Create(
            ref _budget, new Span<byte>(_memory, Bytes), Capacity, 1, SlotPolicy.EvictUnused, out *_ofGuest));
        NumberSource source = default;
        // Full of objects in use but for one place, as a busy guest has it.
        for (ulong key = 0; key < Capacity - 1; key++)
        {
            Bench.Require(_ofGuest->Open(0, Kind, key, ref source, out _handle));
            _dictionary.Add((Kind, key), _handle);
        }
        InstanceOptions options = _room.Options;
        options.HostContext = (nint)_ofGuest;
        Bench.Require(Instance.Create<CSharpHost>(_module.Pointer, _module.Length, in options, out _guest, out _));
        Bench.Require(_guest.FindFunction("import_loop"u8, "i:i"u8, out _importLoop));
        Bench.Require(_guest.FindFunction("handle_loop"u8, "ii:i"u8, out _handleLoop));
    }

    public void CallWithHandle(int count)
    {
        ulong* arguments = stackalloc ulong[2];
        arguments[0] = (uint)count;
        arguments[1] = (uint)_handle.Value;
        ulong result = 0;
        Bench.Require(_guest.Call(in _handleLoop, new ReadOnlySpan<ulong>(arguments, 2), new Span<ulong>(ref result)));
        Bench.Require((int)result == count, "the guest counted its calls differently");
    }

    public void CallWithoutHandle(int count)
    {
        ulong rounds = (uint)count, result = 0;
        Bench.Require(_guest.Call(in _importLoop, new ReadOnlySpan<ulong>(in rounds), new Span<ulong>(ref result)));
        Bench.Require((int)result == count, "the guest counted its calls differently");
    }

    /// <summary>Opens and closes an object that is there.</summary>
    public void Hit(int count) => OpenAndClose(count, 0);

    /// <summary>Finds what is there in a dictionary that knows no uses.</summary>
    public void DictionaryLookup(int count)
    {
        int found = 0;
        for (int i = 0; i < count; i++)
            found += _dictionary.TryGetValue((Kind, HitKey), out _) ? 1 : 0;
        Bench.Require(found == count, "the dictionary lost a key");
    }

    /// <summary>Opens and closes a new object each time, which evicts the one before.</summary>
    public void Miss(int count) => OpenAndClose(count, 1);

    private void OpenAndClose(int count, ulong step)
    {
        ref SlotTable<NumberObject> table = ref *_ofGuest;
        NumberSource source = default;
        Status status = Status.Ok;
        ulong key = step == 0 ? HitKey : 1000;
        for (int i = 0; i < count; i++)
        {
            status |= table.Open(0, Kind, key, ref source, out SlotHandle handle);
            status |= table.Close(handle);
            key += step;
            if (key == 9000) key = 1000;
        }
        Bench.Require(status);
    }

    public void Dispose()
    {
        _ofGuest->Drop(ref _budget);
        _room.Dispose();
        _module.Dispose();
        NativeMemory.Free(_ofGuest);
        NativeMemory.Free(_memory);
    }
}

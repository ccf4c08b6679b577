using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>
/// A map in memory that a guest lends, as the host sees it, and .NET's dictionary in its own: 6,000 random 64-bit keys, which nearly fill the
/// 8,192 slots of the one and all places of the other. Both start empty again after the last key.
/// </summary>
internal sealed unsafe class SharedMapWorkload : IDisposable
{
    private const int KeyCount = 6_000;
    private const uint Slots = 8_192;
    private const uint At = 1024;

    private readonly int _memoryBytes = (int)(At + SharedTable.BytesFor(Slots));
    private readonly byte* _memory;
    private readonly ulong[] _keys = new ulong[KeyCount];

    // In another order: a dictionary keeps its entries in that of inserting, which would be read one behind the other.
    private readonly ulong[] _asked;
    private readonly Dictionary<ulong, ulong> _filled = new(KeyCount);
    private readonly Dictionary<ulong, ulong> _inserted = new(KeyCount);
    private readonly byte* _filledMemory;
    private int _next;
    private int _nextInDictionary;
    private ulong _sum;

    public SharedMapWorkload()
    {
        _memory = (byte*)NativeMemory.AllocZeroed((nuint)_memoryBytes);
        _filledMemory = (byte*)NativeMemory.AllocZeroed((nuint)_memoryBytes);
        Bench.Require(Map(_memory).Format(ElementType.Int64, ElementType.Int64, Slots));
        Bench.Require(Map(_filledMemory).Format(ElementType.Int64, ElementType.Int64, Slots));
        Random random = new(1);
        for (int i = 0; i < KeyCount; i++)
        {
            _keys[i] = (ulong)random.NextInt64();
            _filled[_keys[i]] = (ulong)i;
            Bench.Require(Map(_filledMemory).Insert(new WordPair(_keys[i]), new WordPair((ulong)i)));
        }
        _asked = [.. _keys];
        random.Shuffle(_asked);
    }

    private SharedTable Map(byte* memory) => SharedTable.Map(new Span<byte>(memory, _memoryBytes), At);

    public void Insert(int count)
    {
        Status status = Status.Ok;
        SharedTable map = Map(_memory);
        for (int i = 0; i < count; i++)
        {
            status |= map.Insert(new WordPair(_keys[_next]), new WordPair((ulong)i));
            if (++_next < KeyCount) continue;
            _next = 0;
            status |= map.Clear();
        }
        Bench.Require(status);
    }

    public void InsertIntoDictionary(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _inserted[_keys[_nextInDictionary]] = (ulong)i;
            if (++_nextInDictionary < KeyCount) continue;
            _nextInDictionary = 0;
            _inserted.Clear();
        }
    }

    public void Get(int count)
    {
        Status status = Status.Ok;
        SharedTable map = Map(_filledMemory);
        ulong sum = 0;
        int key = 0;
        for (int i = 0; i < count; i++)
        {
            status |= map.Get(new WordPair(_asked[key]), out WordPair value);
            sum += value.Cell;
            if (++key == KeyCount) key = 0;
        }
        _sum += sum;
        Bench.Require(status);
    }

    public void GetFromDictionary(int count)
    {
        ulong sum = 0;
        int key = 0;
        bool found = true;
        for (int i = 0; i < count; i++)
        {
            found &= _filled.TryGetValue(_asked[key], out ulong value);
            sum += value;
            if (++key == KeyCount) key = 0;
        }
        _sum += sum;
        Bench.Require(found, "a key is missing");
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        NativeMemory.Free(_filledMemory);
    }
}

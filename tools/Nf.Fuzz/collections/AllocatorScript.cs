using System;
using System.Buffers.Binary;

namespace Nf.Fuzz;

/// <summary>
/// What the guest's allocator does during one operation: it gives fresh memory full of rubbish, except once, when it may lie, misbehave or
/// damage memory. It remembers what it gave, for that is where the host may write.
/// </summary>
internal sealed class AllocatorScript
{
    private const int GivenMax = 8;

    private readonly (uint Pointer, uint Bytes)[] _given = new (uint, uint)[GivenMax];
    private readonly (uint At, uint Value)[] _written = new (uint, uint)[GivenMax];
    private int _givenCount;
    private int _writtenCount;
    private int _calls;

    /// <summary>Where fresh memory begins.</summary>
    public uint Top { get; set; }

    /// <summary>The number of the call at which something happens; any other for nothing.</summary>
    public int TroubleAt { get; set; }

    /// <summary>What happens then.</summary>
    public AllocatorAction Action { get; set; }

    /// <summary>What it answers then; null for fresh memory.</summary>
    public uint? Answer { get; set; }

    /// <summary>The word that it overwrites then; null for none.</summary>
    public (uint At, uint Value)? Damage { get; set; }

    /// <summary>Begins an operation.</summary>
    public void Begin(uint top)
    {
        Top = top;
        TroubleAt = -1;
        Action = AllocatorAction.None;
        Answer = null;
        Damage = null;
        _givenCount = _writtenCount = _calls = 0;
    }

    /// <summary>Answers the guest's allocator: a pointer, and an <see cref="AllocatorAction"/> in the upper word.</summary>
    public ulong Decide(uint bytes, Span<byte> memory)
    {
        bool isTrouble = _calls == TroubleAt || (_calls > TroubleAt && TroubleAt >= 0 && Action == AllocatorAction.Recurse);
        _calls++;
        uint pointer = isTrouble && Answer is { } answer ? answer : Take(bytes, memory);
        if (isTrouble && _writtenCount < GivenMax && Damage is { } damage && damage.At + sizeof(uint) <= (uint)memory.Length)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(memory[(int)damage.At..], damage.Value);
            _written[_writtenCount++] = damage;
        }
        if (_givenCount < GivenMax)
            _given[_givenCount++] = (pointer, bytes);
        return pointer | ((isTrouble ? (ulong)Action : 0) << 32);
    }

    private uint Take(uint bytes, Span<byte> memory)
    {
        const uint align = 8;
        uint given = Top;
        ulong end = ((ulong)given + bytes + align - 1) & ~(ulong)(align - 1);
        if (end > (ulong)memory.Length)
            return 0;
        Top = (uint)end;
        return given;
    }

    /// <summary>Does to a copy of the memory of before what was rightly done to the memory since, as far as it lies in the copy.</summary>
    public void Replay(Span<byte> copy, ReadOnlySpan<byte> memory)
    {
        for (int i = 0; i < _writtenCount; i++)
        {
            if (_written[i].At + sizeof(uint) <= (uint)copy.Length)
                BinaryPrimitives.WriteUInt32LittleEndian(copy[(int)_written[i].At..], _written[i].Value);
        }
        for (int i = 0; i < _givenCount; i++)
            Take(_given[i].Pointer, _given[i].Bytes, copy, memory);
    }

    /// <summary>Takes a range of the memory over into the copy.</summary>
    public static void Take(uint pointer, uint bytes, Span<byte> copy, ReadOnlySpan<byte> memory)
    {
        if (pointer >= (uint)copy.Length)
            return;
        int length = (int)Math.Min(bytes, (uint)copy.Length - pointer);
        memory.Slice((int)pointer, length).CopyTo(copy[(int)pointer..]);
    }
}

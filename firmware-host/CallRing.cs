using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nf.Runtime;

namespace Nf.FirmwareHost;

/// <summary>
/// A queue of host calls in the guest's memory, which costs one crossing for all of them. The guest writes entries and moves the tail; the
/// host works them off, writes each result into its entry and moves the head. All numbers are 32 bits, little-endian, at any alignment:
/// capacity (a power of two), head, tail, zero; then the entries: the call's number, five arguments, the result's 64 bits.
/// </summary>
/// <remarks>
/// Head and tail count on without end and wrap; an entry's place is its count modulo the capacity. Nothing in a ring is believed: the
/// header is read once, its range checked; each entry is read when its turn comes, so that what an earlier one wrote over it counts; at
/// most <see cref="EntriesMax"/> entries are worked off, each for the fuel of a call, all of it paid before the first; the head is written
/// from the host's own count.
/// </remarks>
internal static unsafe class CallRing
{
    /// <summary>Entries of a ring, at most.</summary>
    internal const uint EntriesMax = 256;

    private const int CapacityAt = 0;
    private const int HeadAt = 4;
    private const int TailAt = 8;
    private const int ZeroAt = 12;
    private const uint HeaderBytes = 16;
    private const uint EntryBytes = 32;
    private const int ArgumentsAt = 4;
    private const int ResultAt = 24;
    private const int ArgumentsMax = 5;

    /// <summary>Works off what is queued. O(entries), and what each call takes.</summary>
    /// <param name="call">The call that submits.</param>
    /// <param name="pointer">The ring.</param>
    /// <param name="answer">
    /// For the guest: the number of entries worked off, or a negated InvalidArgument for a header that is none.
    /// </param>
    /// <returns>
    /// Ok; TrapBadPointer when the ring leaves the memory, or TrapOutOfFuel: then nothing was done; what an entry's call ended the guest
    /// with: the head then stands at that entry.
    /// </returns>
    internal static Status Submit(HostCall* call, uint pointer, out int answer)
    {
        answer = -(int)Status.InvalidArgument;
        Status status = call->TrySpan(pointer, HeaderBytes, out Span<byte> header);
        if (status != Status.Ok) return status;
        uint capacity = Word(header, CapacityAt), head = Word(header, HeadAt), count = unchecked(Word(header, TailAt) - head);
        bool valid = capacity is > 0 and <= EntriesMax && (capacity & (capacity - 1)) == 0 && count <= capacity
            && Word(header, ZeroAt) == 0;
        if (!valid) return Status.Ok;
        status = call->TrySpan(pointer, HeaderBytes + capacity * EntryBytes, out Span<byte> ring);
        if (status == Status.Ok) status = call->Charge(count * FuelCost.Of(Opcode.Call));
        if (status != Status.Ok) return status;
        ulong* arguments = stackalloc ulong[ArgumentsMax];
        ulong result = 0;
        HostCall own = call->With(arguments, &result);
        uint done = 0;
        // The range of the ring was checked as a whole, so entries go by their address.
        fixed (byte* first = ring)
        {
            while (done < count && status == Status.Ok)
            {
                byte* entry = first + HeaderBytes + (unchecked(head + done) & (capacity - 1)) * EntryBytes;
                for (int i = 0; i < ArgumentsMax; i++) arguments[i] = Unsafe.ReadUnaligned<uint>(entry + ArgumentsAt + i * sizeof(uint));
                result = 0;
                status = Call((CallNumber)Unsafe.ReadUnaligned<uint>(entry), &own);
                if (status != Status.Ok) continue;
                Unsafe.WriteUnaligned(entry + ResultAt, result);
                done++;
            }

            Unsafe.WriteUnaligned(first + HeadAt, unchecked(head + done));
        }

        answer = (int)done;
        return status;
    }

    private static Status Call(CallNumber number, HostCall* call)
    {
        int status = (int)Status.Ok;
        switch (number)
        {
            case CallNumber.Log: status = NfFunctions.Log(call); break;
            case CallNumber.ClockNowNs: status = NfFunctions.ClockNow(call); break;
            case CallNumber.Tick: status = NfFunctions.Tick(call); break;
            case CallNumber.GpioConfigure: status = NfFunctions.GpioConfigure(call); break;
            case CallNumber.GpioRead: status = NfFunctions.GpioRead(call); break;
            case CallNumber.GpioWrite: status = NfFunctions.GpioWrite(call); break;
            case CallNumber.I2cWrite: status = NfFunctions.I2cWrite(call); break;
            case CallNumber.I2cRead: status = NfFunctions.I2cRead(call); break;
            case CallNumber.I2cWriteRead: status = NfFunctions.I2cWriteRead(call); break;
            default: call->Return(-(int)Status.NotFound); break;
        }

        return (Status)status;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(at));
}

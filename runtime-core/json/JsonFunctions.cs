using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// The functions of module <c>vera</c> for JSON, by the names and types of the Vera language's compiler: text to values of type Json, and
/// back. What is no JSON is an answer, an Err with words and place; what is damage, or an allocator that lies, ends the call.
/// </summary>
public static unsafe class JsonFunctions
{
    private const uint OkBytes = 8;
    private const uint ErrBytes = 12;
    private const uint ErrTag = 1;
    private const int PayloadOffset = 4;
    private const int LengthOffset = 8;

    /// <summary>Finds a function by its name in the module. O(functions).</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (name.SequenceEqual("json_parse"u8)) function = new HostFunction("ii:i"u8, &Parse);
        else if (name.SequenceEqual("json_stringify"u8)) function = new HostFunction("i:ii"u8, &Stringify);
        return function.Function != null;
    }

    [UnmanagedCallersOnly]
    private static int Parse(HostCall* call)
    {
        uint text = call->UInt32(0), bytes = call->UInt32(1), result = 0;
        Status status = call->TrySpan(text, bytes, out Span<byte> span);
        if (status == Status.Ok) status = call->Charge(bytes);
        if (status != Status.Ok) return (int)status;
        JsonBuilder.Check(span, out JsonCheck check);
        status = GuestRoots.Open(call, out GuestRoots roots);
        if (status != Status.Ok) return (int)status;
        status = roots.Push(text);
        if (status == Status.Ok)
        {
            status = check.Error == JsonError.None
                ? Succeed(call, text, bytes, in check, ref roots, out result)
                : Fail(call, in check, ref roots, out result);
        }

        Status closed = roots.Close();
        if (status == Status.Ok) status = closed;
        if (status == Status.Ok) call->Return((int)result);
        return (int)status;
    }

    private static Status Succeed(HostCall* call, uint text, uint bytes, in JsonCheck check, ref GuestRoots roots, out uint result)
    {
        result = 0;
        Status status = call->Charge(check.Work);
        uint value = 0;
        if (status == Status.Ok) status = JsonBuilder.Build(call, text, bytes, check.Depth, ref roots, out value);
        if (status == Status.Ok) status = roots.Allocate(OkBytes, out result);
        if (status != Status.Ok) return status;
        status = call->TrySpan(result, OkBytes, out Span<byte> ok);
        if (status != Status.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(ok, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(ok.Slice(PayloadOffset), value);
        return Status.Ok;
    }

    private static Status Fail(HostCall* call, in JsonCheck check, ref GuestRoots roots, out uint result)
    {
        const int NumberBytesMax = 10;
        result = 0;
        Span<byte> buffer = stackalloc byte[JsonErrorText.LengthMax + NumberBytesMax];
        ReadOnlySpan<byte> message = Message(in check, buffer);
        Status status = roots.Allocate((uint)message.Length, out uint pointer);
        if (status != Status.Ok) return status;
        status = call->TrySpan(pointer, (uint)message.Length, out Span<byte> target);
        if (status != Status.Ok) return status;
        message.CopyTo(target);
        status = roots.Allocate(ErrBytes, out result);
        if (status == Status.Ok) status = call->TrySpan(result, ErrBytes, out target);
        if (status != Status.Ok) return status;
        BinaryPrimitives.WriteUInt32LittleEndian(target, ErrTag);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Slice(PayloadOffset), pointer);
        BinaryPrimitives.WriteUInt32LittleEndian(target.Slice(LengthOffset), (uint)message.Length);
        return Status.Ok;
    }

    // "byte 17: expected a colon".
    private static ReadOnlySpan<byte> Message(in JsonCheck check, Span<byte> buffer)
    {
        ReadOnlySpan<byte> place = "byte "u8, colon = ": "u8, words = JsonErrorText.Of(check.Error);
        place.CopyTo(buffer);
        int length = place.Length, digits = 1;
        for (int rest = check.Offset; rest >= 10; rest /= 10) digits++;
        for (int i = digits - 1, rest = check.Offset; i >= 0; i--, rest /= 10) buffer[length + i] = (byte)('0' + rest % 10);
        length += digits;
        colon.CopyTo(buffer.Slice(length));
        length += colon.Length;
        words.CopyTo(buffer.Slice(length));
        return buffer.Slice(0, length + words.Length);
    }

    [UnmanagedCallersOnly]
    private static int Stringify(HostCall* call)
    {
        Status status = JsonWriter.Write(call, call->UInt32(0), out uint pointer, out uint length);
        if (status != Status.Ok) return (int)status;
        call->SetResult(0, pointer);
        call->SetResult(1, length);
        return (int)Status.Ok;
    }
}

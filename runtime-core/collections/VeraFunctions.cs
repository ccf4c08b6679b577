using System;
using System.Runtime.InteropServices;

namespace Nf.Runtime;

/// <summary>
/// Module <c>vera</c>: the host functions that programs of the Vera language import for maps and sets, by the names and types of its
/// compiler. The types of keys and values stand in the names: <c>map_insert$ks_vi</c> takes a string and an i64.
/// </summary>
public static unsafe partial class VeraFunctions
{
    private const int DecimalKind = 3;

    /// <summary>The module's name.</summary>
    public static ReadOnlySpan<byte> Module => "vera"u8;

    /// <summary>Finds a function by its name in the module. O(functions).</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, out HostFunction function)
    {
        if (TryFindMap(name, out function) || TryFindSet(name, out function)) return true;
        bool found = false;
        FindForJson(name, ref found, ref function);
        if (found) return true;
        if (name.SequenceEqual("host_decref_handle"u8)) function = new HostFunction("ii:"u8, &DropHandle);
        else if (name.SequenceEqual("attach_bucket_to_wrapper"u8)) function = new HostFunction("iii:"u8, &AttachBucket);
        else if (name.SequenceEqual("contract_fail"u8)) function = new HostFunction("ii:"u8, &FailContract);
        else if (name.SequenceEqual("overflow_trap"u8)) function = new HostFunction(":"u8, &TrapOverflow);
        return function.Function != null;
    }

    /// <summary>Functions for JSON; an image has none when its guest imports none.</summary>
    static partial void FindForJson(ReadOnlySpan<byte> name, ref bool found, ref HostFunction function);

    private static bool TryFindMap(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (VeraTag.TryParse(name, "map_new"u8, false, out VeraTag tag)) function = new HostFunction(":i"u8, &New, tag.Bits);
        else if (VeraTag.TryParse(name, "map_size"u8, false, out tag)) function = new HostFunction("i:I"u8, &Size, tag.Bits);
        else if (VeraTag.TryParse(name, "map_insert$kK_vV"u8, false, out tag)) function = new HostFunction("iKV:i"u8, &Insert, tag.Bits);
        else if (VeraTag.TryParse(name, "map_get$kK_vV"u8, false, out tag)) function = new HostFunction("iK:i"u8, &Get, tag.Bits);
        else if (VeraTag.TryParse(name, "map_contains$kK"u8, false, out tag)) function = new HostFunction("iK:i"u8, &Contains, tag.Bits);
        else if (VeraTag.TryParse(name, "map_remove$kK"u8, false, out tag)) function = new HostFunction("iK:i"u8, &Remove, tag.Bits);
        else if (VeraTag.TryParse(name, "map_keys$kK"u8, false, out tag)) function = new HostFunction("i:ii"u8, &Keys, tag.Bits);
        else if (VeraTag.TryParse(name, "map_values$vV"u8, false, out tag)) function = new HostFunction("i:ii"u8, &Values, tag.Bits);
        return function.Function != null;
    }

    private static bool TryFindSet(ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (VeraTag.TryParse(name, "set_new"u8, true, out VeraTag tag)) function = new HostFunction(":i"u8, &New, tag.Bits);
        else if (VeraTag.TryParse(name, "set_size"u8, true, out tag)) function = new HostFunction("i:I"u8, &Size, tag.Bits);
        else if (VeraTag.TryParse(name, "set_add$eK"u8, true, out tag)) function = new HostFunction("iK:i"u8, &Add, tag.Bits);
        else if (VeraTag.TryParse(name, "set_contains$eK"u8, true, out tag)) function = new HostFunction("iK:i"u8, &Contains, tag.Bits);
        else if (VeraTag.TryParse(name, "set_remove$eK"u8, true, out tag)) function = new HostFunction("iK:i"u8, &Remove, tag.Bits);
        else if (VeraTag.TryParse(name, "set_to_array$eK"u8, true, out tag)) function = new HostFunction("i:ii"u8, &Keys, tag.Bits);
        return function.Function != null;
    }

    // The first parameter of all but New.
    private static Status OpenCollection(HostCall* call, out VeraTag tag, out Collection collection)
    {
        tag = new VeraTag(call->Tag);
        return Collection.Open(call, call->UInt32(0), tag.Kind, out collection);
    }

    private static WordPair Element(HostCall* call, int index, ElementType type) => type switch
    {
        ElementType.Text => new WordPair(call->UInt32(index), call->UInt32(index + 1)),
        ElementType.Int32 => new WordPair(call->UInt32(index), 0),
        _ => new WordPair((ulong)call->Int64(index)),
    };

    private static int Answer(HostCall* call, Status status, uint result)
    {
        if (status == Status.Ok) call->Return((int)result);
        return (int)status;
    }

    [UnmanagedCallersOnly]
    private static int New(HostCall* call)
    {
        Status status = Collection.Create(call, new VeraTag(call->Tag).Kind, out uint wrapper);
        return Answer(call, status, wrapper);
    }

    [UnmanagedCallersOnly]
    private static int Size(HostCall* call)
    {
        Status status = OpenCollection(call, out _, out Collection collection);
        if (status == Status.Ok) call->Return((long)collection.Count);
        return (int)status;
    }

    [UnmanagedCallersOnly]
    private static int Insert(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection map);
        if (status != Status.Ok) return (int)status;
        WordPair key = Element(call, 1, tag.Key), value = Element(call, 1 + ElementLayout.Cells(tag.Key), tag.Value);
        status = map.Insert(tag.Key, key, tag.Value, value, out uint result);
        return Answer(call, status, result);
    }

    [UnmanagedCallersOnly]
    private static int Add(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection set);
        if (status != Status.Ok) return (int)status;
        status = set.Insert(tag.Key, Element(call, 1, tag.Key), default, default, out uint result);
        return Answer(call, status, result);
    }

    [UnmanagedCallersOnly]
    private static int Get(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection map);
        if (status != Status.Ok) return (int)status;
        status = map.Get(tag.Key, Element(call, 1, tag.Key), tag.Value, out uint option);
        return Answer(call, status, option);
    }

    [UnmanagedCallersOnly]
    private static int Contains(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection collection);
        if (status != Status.Ok) return (int)status;
        status = collection.Contains(tag.Key, Element(call, 1, tag.Key), out bool found);
        return Answer(call, status, found ? 1u : 0);
    }

    [UnmanagedCallersOnly]
    private static int Remove(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection collection);
        if (status != Status.Ok) return (int)status;
        status = collection.Remove(tag.Key, Element(call, 1, tag.Key), out uint result);
        return Answer(call, status, result);
    }

    [UnmanagedCallersOnly]
    private static int Keys(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection collection);
        return status == Status.Ok ? AnswerArray(call, ref collection, tag.Key, values: false) : (int)status;
    }

    [UnmanagedCallersOnly]
    private static int Values(HostCall* call)
    {
        Status status = OpenCollection(call, out VeraTag tag, out Collection map);
        return status == Status.Ok ? AnswerArray(call, ref map, tag.Value, values: true) : (int)status;
    }

    private static int AnswerArray(HostCall* call, ref Collection collection, ElementType type, bool values)
    {
        uint count = collection.Count;
        Status status = collection.ToArray(type, values, out uint array);
        if (status != Status.Ok) return (int)status;
        call->SetResult(0, array);
        call->SetResult(1, count);
        return (int)Status.Ok;
    }

    // The collector tells of wrappers that died. The host keeps nothing for a map or set, so there is nothing to give up.
    [UnmanagedCallersOnly]
    private static int DropHandle(HostCall* call) => (int)Status.Ok;

    // Compilers still emit it for decimals, which have no bucket. Maps and sets have theirs from the start.
    [UnmanagedCallersOnly]
    private static int AttachBucket(HostCall* call) => (int)(call->Int32(1) == DecimalKind ? Status.Ok : Status.InvalidArgument);

    // The message is a string; the backtrace tells where it was.
    [UnmanagedCallersOnly]
    private static int FailContract(HostCall* call)
    {
        Status status = call->TrySpan(call->UInt32(0), call->UInt32(1), out _);
        return (int)(status == Status.Ok ? Status.GuestAborted : status);
    }

    [UnmanagedCallersOnly]
    private static int TrapOverflow(HostCall* call) => (int)Status.TrapIntegerOverflow;
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Wast;

/// <summary>
/// What the instances of a script may import: functions that registered instances export, and <see cref="SpectestFunctions"/>. One script
/// runs at a time.
/// </summary>
public readonly unsafe struct LinkedFunctions : IHostFunctions
{
    private static ScriptSlot* s_slots;
    private static int s_slotCount;
    private static Links s_links;
    private static Signature s_signature;

    /// <summary>Says where the instances are, and forgets all that were linked before.</summary>
    /// <param name="slots">The slots; must stay where they are until the next call.</param>
    /// <param name="slotCount">How many.</param>
    public static void Bind(ScriptSlot* slots, int slotCount)
    {
        s_slots = slots;
        s_slotCount = slotCount;
        s_links = default;
    }

    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        for (int i = 0; i < s_slotCount; i++)
        {
            if (s_slots[i].IsRegisteredAs(module)) return Export(&s_slots[i], name, out function);
        }

        return SpectestFunctions.Find(module, name, out function);
    }

    private static Status Export(ScriptSlot* slot, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        if (slot->State != Status.Ok) return slot->State;
        if (slot->Instance.FindFunction(name, out ExportedFunction export) != Status.Ok) return Status.ImportUnknown;
        Link wanted = new(slot, export);
        int index = 0;
        while (index < LinkCode.Count && s_links[index].IsLive && !s_links[index].Equals(in wanted)) index++;
        if (index == LinkCode.Count) return Status.LimitExceeded;
        s_links[index] = wanted;
        function = new HostFunction(SignatureOf(wanted.Type), LinkCode.Of(index));
        return Status.Ok;
    }

    // It is compared before the next function is asked for.
    private static ReadOnlySpan<byte> SignatureOf(FunctionType type)
    {
        int length = 0;
        for (int i = 0; i < type.Parameters.Length; i++) s_signature[length++] = FunctionType.Letter(type.Parameters[i]);
        s_signature[length++] = (byte)':';
        for (int i = 0; i < type.Results.Length; i++) s_signature[length++] = FunctionType.Letter(type.Results[i]);
        return MemoryMarshal.CreateReadOnlySpan(ref s_signature[0], length);
    }

    /// <summary>Calls the function of a link with the arguments of another instance's call.</summary>
    internal static Status Call(int link, HostCall* call) =>
        s_links[link].IsLive ? s_links[link].Call(call) : Status.NotFound;

    [InlineArray(LinkCode.Count)]
    private struct Links
    {
        private Link _link;
    }

    [InlineArray(WasmModule.CellsMax + 1)]
    private struct Signature
    {
        private byte _letter;
    }
}

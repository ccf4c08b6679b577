using System;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.Fuzz;

/// <summary>What <see cref="CollectionGuest"/> imports: module <c>vera</c>, and who decides for its allocator.</summary>
internal readonly unsafe struct CollectionHost : IHostFunctions
{
    /// <summary>Decides; set before the guest runs.</summary>
    [ThreadStatic]
    public static AllocatorScript? Script;

    /// <inheritdoc/>
    public static Status Find(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, out HostFunction function)
    {
        function = default;
        bool found = module.SequenceEqual(VeraFunctions.Module) && VeraFunctions.TryFind(name, out function);
        if (found)
            return Status.Ok;
        if (!module.SequenceEqual("fuzz"u8) || !name.SequenceEqual("decide"u8))
            return Status.ImportUnknown;
        function = new HostFunction("i:I"u8, &Decide);
        return Status.Ok;
    }

    [UnmanagedCallersOnly]
    private static int Decide(HostCall* call)
    {
        call->Return((long)Script!.Decide(call->UInt32(0), call->Memory));
        return 0;
    }
}

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Nf.FirmwareHost;
using Nf.Runtime;

namespace Nf.OnTarget;

/// <summary>
/// The guests of these tests as they were compiled ahead of time. Where there are any, they run and not the interpreter; the tests say the
/// same for both, and name a guest by the bytes that it was compiled from.
/// </summary>
internal static unsafe partial class AheadGuests
{
    // A guest is often made many times in a row.
    private static byte* s_lastWasm;
    private static AheadModule* s_last;

    /// <summary>Whether guests run compiled.</summary>
    public static bool AreUsed
    {
        get
        {
            bool used = false;
            AskWhetherUsed(ref used);
            return used;
        }
    }

    /// <summary>Native stack that a call of a guest may use, in bytes: compiled functions have larger frames than the interpreter's.</summary>
    public static uint NativeStackBytes => AreUsed ? GuestStorage.CompiledStackBytes : GuestStorage.NativeStackBytes;

    /// <summary>Finds what was compiled from a module. O(bytes), O(1) for the same one again.</summary>
    /// <param name="wasm">Constant data.</param>
    /// <param name="module">What was made from it; null when the interpreter runs guests.</param>
    /// <returns>Ok, or NotFound when it was not compiled.</returns>
    public static Status Find(ReadOnlySpan<byte> wasm, out AheadModule* module)
    {
        module = null;
        if (!AreUsed) return Status.Ok;
        byte* start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(wasm));
        if (start != s_lastWasm)
        {
            s_lastWasm = start;
            s_last = null;
            Span<byte> digest = stackalloc byte[Sha256.DigestSize];
            Sha256 hash = default;
            hash.Initialize();
            hash.Append(wasm);
            if (hash.Finish(digest) == Status.Ok) FindByDigest(digest, ref s_last);
        }

        module = s_last;
        return module == null ? Status.NotFound : Status.Ok;
    }

    static partial void AskWhetherUsed(ref bool used);

    static partial void FindByDigest(ReadOnlySpan<byte> digest, ref AheadModule* module);
}

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Nf.Runtime;

namespace Nf.OnTarget;

internal static unsafe partial class AheadGuests
{
    private static readonly List<nint> s_sets = [];

    /// <summary>From now on these run, each a shared object of <c>nf compile</c>; none: the interpreter.</summary>
    public static void Use(IEnumerable<string> libraries)
    {
        s_sets.Clear();
        foreach (string path in libraries) s_sets.Add(NativeLibrary.GetExport(NativeLibrary.Load(path), "nf_ahead_modules"));
        s_lastWasm = null;
    }

    static partial void AskWhetherUsed(ref bool used) => used = s_sets.Count != 0;

    static partial void FindByDigest(ReadOnlySpan<byte> digest, ref AheadModule* module)
    {
        foreach (nint set in s_sets)
        {
            if (((AheadSet*)set)->Find(digest, out AheadModule* found) == Status.Ok) module = found;
        }
    }
}

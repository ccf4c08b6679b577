using System;
using Nf.Runtime;

namespace Nf.Bench;

/// <summary>A large module of real code: one whose functions are all defined many times over.</summary>
internal static class RepeatedModule
{
    /// <summary>Repeats the content of the function and the code section; what the copies name are the first ones.</summary>
    public static byte[] Of(ReadOnlySpan<byte> wasm, int times)
    {
        SectionList sections = new(wasm);
        // Names would not fit the functions any more.
        sections.Remove(SectionId.Custom);
        sections.Repeat(SectionId.Function, times);
        sections.Repeat(SectionId.Code, times);
        return sections.ToModule();
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>The one place where a failure of the program itself ends.</summary>
internal static class Fault
{
    /// <summary>Stops the program: the start-up code of the board reports the kind and the caller's address, and never returns.</summary>
    /// <remarks>
    /// An import, not a method with a body: the compiler turns a call at the end of a method into a jump,
    /// so that the return address which the start-up code prints is the line that went wrong.
    /// </remarks>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.InternalCall)]
    [RuntimeImport("*", "nf_fault")]
    internal static extern void Raise(FaultKind kind);
}

using System.Runtime.InteropServices;

namespace Nf.Platform;

/// <summary>A fault of the host itself, written down before the reset that it caused. Mirrors <c>nf_host_fault</c> of nf_crash.h.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct HostFault
{
    /// <summary>Address of the instruction, or behind the call, that failed; 0 when it is not known.</summary>
    public ulong ProgramCounter;

    /// <summary>Where the function would have returned to; 0 when it is not known.</summary>
    public ulong LinkRegister;

    /// <summary>The stack pointer; 0 when it is not known.</summary>
    public ulong StackPointer;

    /// <summary>Time from the start to the fault.</summary>
    public ulong UptimeNanoseconds;

    /// <summary>What happened: a number of <c>nf_fault_kind</c> in nf_board.h; 10 is a stack overflow.</summary>
    public uint Kind;

    /// <summary>Cortex-M: the Configurable Fault Status Register; 0 when compiled checks found the fault.</summary>
    public uint FaultStatus;

    /// <summary>Cortex-M: the address that could not be accessed, if <see cref="FaultStatus"/> says that there is one.</summary>
    public uint FaultAddress;

    internal uint Check;
}

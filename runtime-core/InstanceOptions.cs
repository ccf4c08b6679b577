using Nf.Memory;

namespace Nf.Runtime;

/// <summary>What an instance is given by its host. Nothing else is taken while it lives.</summary>
public unsafe struct InstanceOptions
{
    /// <summary>Levels of nested blocks that are taken even with a small native stack.</summary>
    public const int NestingAlways = 16;

    /// <summary>Where the engine allocates: compiled code, tables, the guest's value stack. Sealed once the instance stands.</summary>
    public Arena Arena;

    /// <summary>Linear memory at its maximum size, 8-byte aligned, all zero; it is never moved.</summary>
    public byte* Memory;

    /// <summary>Size of <see cref="Memory"/> in bytes, some of which the engine keeps for itself (at most 32).</summary>
    public uint MemoryBytes;

    /// <summary>
    /// Addresses from <see cref="Memory"/> on, in bytes, that are this instance's alone and inaccessible but for what <see cref="Commit"/>
    /// made accessible; 0 where that is not so. A module whose code does not check (<see cref="AheadModule.NeedsGuard"/>) needs
    /// <see cref="AheadModule.GuardBytes"/>.
    /// </summary>
    public ulong ReservedBytes;

    /// <summary>
    /// Makes the first bytes of <see cref="Memory"/> accessible, all zero, and gives a <see cref="Status"/>: called before the guest starts
    /// and whenever its memory grows. Null when all of it is accessible from the start.
    /// </summary>
    public delegate* unmanaged<byte*, uint, int> Commit;

    /// <summary>
    /// Makes bytes of <see cref="Memory"/> zero that a reset no longer needs, first byte and number, and gives what they take back to
    /// the system where that is possible. Null when there is no better way than to clear them.
    /// </summary>
    public delegate* unmanaged<byte*, uint, void> Discard;

    /// <summary>
    /// Bytes of the linear memory that <see cref="Instance.Reset"/> clears itself; what lies behind goes to <see cref="Discard"/>.
    /// On Linux clearing is the faster one, but keeps the memory: 12 µs a MiB, where giving it back and touching an eighth again takes 49
    /// µs.
    /// </summary>
    public uint KeepBytes;

    /// <summary>
    /// True on boards that have less RAM than a page: the linear memory ends where <see cref="Memory"/> ends,
    /// accesses behind it trap and memory.grow gives -1. False: a module that needs more is refused.
    /// </summary>
    public bool ClipMemory;

    /// <summary>
    /// True: only a package is taken, whose metering is verified. False takes other modules too, whose calls may never end: for trusted
    /// modules and tests. A module with a manifest is verified in any case.
    /// </summary>
    public bool RequireMetered;

    /// <summary>
    /// What the operator and the board allow; the manifest can lower it. The value stack is taken from the arena and is 256 bytes or more.
    /// </summary>
    public InstanceLimits Limits;

    /// <summary>
    /// Native stack in bytes that one call may use, without what host functions use themselves; 1024 or more. Deeper calls end with
    /// TrapStackOverflow. It bounds how deep blocks of one function may nest, too, because compiling them nests: one level for
    /// every 400 bytes (64-bit) or 224 bytes (32-bit), and <see cref="NestingAlways"/> levels in any case.
    /// </summary>
    /// <remarks>
    /// <see cref="Instance.Create"/> itself takes 12 KiB more than that on a desktop and 2 KiB on a board.
    /// </remarks>
    public uint NativeStackBytes;

    /// <summary>
    /// The module as it was compiled ahead of time; its <see cref="AheadModule.Outline"/> must be what <see cref="Instance.Create"/> is
    /// given for the module. Null: the module is interpreted.
    /// </summary>
    public AheadModule* Ahead;

    /// <summary>Handed to host functions as <see cref="HostCall.Context"/>.</summary>
    public nint HostContext;
}

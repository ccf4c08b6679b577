namespace Nf;

/// <summary>
/// The one result code of nf: the same numbers in C#, in the C header, on the wire and as exit codes.
/// </summary>
/// <remarks>
/// 0 is success. A number is never reused and never above 120, so that each fits an exit code
/// beside the shell's own. A function that returns a <see cref="Status"/> gives its result by <c>out</c>,
/// and the caller must look at it. Host functions hand a failure to a guest as the negated number.
/// </remarks>
public enum Status
{
    /// <summary>Success.</summary>
    Ok = 0,

    // general
    /// <summary>An argument is outside what the call accepts.</summary>
    InvalidArgument = 1,

    /// <summary>This build or device does not offer the operation.</summary>
    NotSupported = 2,

    /// <summary>What was named does not exist.</summary>
    NotFound = 3,

    /// <summary>An index or address lies outside its container.</summary>
    OutOfRange = 4,

    /// <summary>The resource is in use; the call may be tried again.</summary>
    Busy = 5,

    /// <summary>The operation did not end in time.</summary>
    TimedOut = 6,

    /// <summary>The host asked the guest to end; not a fault.</summary>
    Stopped = 7,

    /// <summary>An invariant of nf itself does not hold.</summary>
    InternalError = 8,

    /// <summary>A bounded container is at its capacity; it was left as it was.</summary>
    Full = 9,

    /// <summary>A container holds nothing to take.</summary>
    Empty = 10,

    /// <summary>The caller's buffer cannot hold the result.</summary>
    BufferTooSmall = 11,

    /// <summary>The operating system or a device reported a failure.</summary>
    IoError = 12,

    /// <summary>Another call has to come first.</summary>
    OutOfOrder = 13,

    // memory
    /// <summary>The arena has no free block of the size asked for.</summary>
    OutOfMemory = 16,

    /// <summary>The crate's byte budget does not cover the request.</summary>
    BudgetExceeded = 17,

    /// <summary>The arena is sealed: nothing may be allocated any more.</summary>
    ArenaSealed = 18,

    /// <summary>The block was freed before.</summary>
    DoubleFree = 19,

    /// <summary>The span was not allocated from this arena, or its length was changed.</summary>
    ForeignSpan = 20,

    /// <summary>The guard behind a block was overwritten; the block is quarantined.</summary>
    Overrun = 21,

    /// <summary>The arena's own bookkeeping was damaged.</summary>
    ArenaCorrupt = 22,

    /// <summary>The block of memory has an owner.</summary>
    AlreadyTaken = 23,

    /// <summary>The block of memory has no owner.</summary>
    NotTaken = 24,

    /// <summary>The native stack ran out: the guard below it stopped the program.</summary>
    StackExhausted = 25,

    // module
    /// <summary>The bytes do not begin with the WebAssembly magic number and version 1.</summary>
    NotWasm = 30,

    /// <summary>The binary format is broken.</summary>
    MalformedModule = 31,

    /// <summary>The module ends before its content does.</summary>
    TruncatedModule = 32,

    /// <summary>The module breaks a validation rule.</summary>
    InvalidModule = 33,

    /// <summary>The module uses a WebAssembly feature that nf does not take.</summary>
    FeatureNotSupported = 34,

    /// <summary>The module imports something that nobody offers.</summary>
    ImportUnknown = 35,

    /// <summary>An import has another type than what is offered under its name.</summary>
    ImportMismatch = 36,

    /// <summary>The module has no export of that name.</summary>
    ExportNotFound = 37,

    /// <summary>The export has another kind or type than the call expects.</summary>
    ExportMismatch = 38,

    /// <summary>The module asks for more than a limit of the board allows.</summary>
    LimitExceeded = 39,

    /// <summary>The engine rejected the module for a reason of its own.</summary>
    EngineRefused = 40,

    /// <summary>The engine's native part has another version than the C# part.</summary>
    EngineMismatch = 41,

    /// <summary>The module's manifest breaks a rule; nothing in it is believed.</summary>
    ManifestInvalid = 42,

    /// <summary>The module is no package, so nothing would stop it.</summary>
    NotMetered = 43,

    /// <summary>The package has no tag that was made with the device's key.</summary>
    NotSigned = 44,

    /// <summary>With this guest some deadline might be missed: periods, deadlines and fuel of all guests do not fit together.</summary>
    NotSchedulable = 45,

    // traps
    /// <summary>The guest executed <c>unreachable</c>.</summary>
    TrapUnreachable = 50,

    /// <summary>A load, store or bulk operation left the linear memory.</summary>
    TrapOutOfBoundsMemory = 51,

    /// <summary>A table access lies outside the table.</summary>
    TrapOutOfBoundsTable = 52,

    /// <summary>An indirect call hit an empty table element.</summary>
    TrapNullElement = 53,

    /// <summary>An indirect call hit a function of another type.</summary>
    TrapIndirectCallMismatch = 54,

    /// <summary>An integer was divided by zero.</summary>
    TrapDivideByZero = 55,

    /// <summary>An integer operation overflowed.</summary>
    TrapIntegerOverflow = 56,

    /// <summary>A float has no value in the integer type asked for.</summary>
    TrapInvalidConversion = 57,

    /// <summary>The guest's calls exhausted its stack.</summary>
    TrapStackOverflow = 58,

    /// <summary>The guest used up its fuel.</summary>
    TrapOutOfFuel = 59,

    /// <summary>The guest's calls are nested deeper than allowed.</summary>
    TrapOutOfDepth = 60,

    /// <summary>A host function refused to go on.</summary>
    TrapHostFunction = 61,

    /// <summary>A pointer and length handed to a host function leave the linear memory.</summary>
    TrapBadPointer = 62,

    /// <summary>The guest was called while it runs.</summary>
    Reentrant = 63,

    /// <summary>The guest ended itself with a code other than 0.</summary>
    GuestExited = 64,

    /// <summary>The guest aborted itself.</summary>
    GuestAborted = 65,

    /// <summary>The guest returned a failure of its own from its entry point.</summary>
    GuestFailed = 66,

    /// <summary>A map or set in the guest's memory is damaged: its header or a slot holds what no operation leaves there.</summary>
    BucketCorrupt = 67,

    /// <summary>The guest's call took longer than its deadline allows.</summary>
    DeadlineMissed = 68,

    // control protocol
    /// <summary>The session is not the target's current one: it restarted, or another client took over. Connect again.</summary>
    SessionEnded = 70,

    // devices
    /// <summary>The board has no such pin.</summary>
    PinNotFound = 80,

    /// <summary>The pin was not configured.</summary>
    PinNotOpen = 81,

    /// <summary>The pin is configured for the other direction.</summary>
    PinModeMismatch = 82,

    /// <summary>No device answered at the I2C address.</summary>
    I2cNoAcknowledge = 83,

    /// <summary>The I2C transfer failed on the bus.</summary>
    I2cBusError = 84,

    // host objects
    /// <summary>The handle's object was closed, or its slot holds another one now.</summary>
    HandleStale = 90,

    /// <summary>The handle belongs to another instance.</summary>
    HandleForeign = 91,

    /// <summary>The handle's object is of another kind than the call expects.</summary>
    HandleKindMismatch = 92,

    /// <summary>The guest's manifest does not grant what it asked for.</summary>
    NotGranted = 93,

    // tools
    /// <summary>The command line is wrong.</summary>
    Usage = 100,

    /// <summary>A file or folder does not exist.</summary>
    FileNotFound = 101,

    /// <summary>A file exists but could not be read or written.</summary>
    FileUnreadable = 102,

    /// <summary>A program that is needed is not installed.</summary>
    ToolMissing = 103,

    /// <summary>A compiler or linker reported an error.</summary>
    BuildFailed = 104,

    /// <summary>There is no board of that name.</summary>
    BoardNotFound = 105,

    /// <summary>The board description is wrong.</summary>
    BoardInvalid = 106,

    /// <summary>The scenario file is wrong.</summary>
    ScenarioInvalid = 107,

    /// <summary>The emulator did not start, or ended early.</summary>
    EmulatorFailed = 108,

    /// <summary>The image exceeds the board's flash or RAM budget.</summary>
    ImageTooLarge = 109,

    /// <summary>Code of the no-heap world allocates, throws or dispatches dynamically.</summary>
    AllocationNotAllowed = 110,

    /// <summary>At least one test failed.</summary>
    TestFailed = 111,

    /// <summary>Two results that must be equal are not.</summary>
    DigestMismatch = 112,
}

/**
 * What nf offers to a guest, for AssemblyScript: the same import module "nf" as nf.h, which says what a guest exports,
 * when it is called, and what each function accepts and gives.
 *
 *     import * as nf from "../include/nf";
 *
 * Every function that gives an i32 gives a value >= 0, or a failure as the negated Status:
 *
 *     if (nf.i2cRead(0x48, bytes, 2) == -nf.Status.I2cNoAcknowledge) ...
 *
 * Memory is handed over as an address: memory.data(2) is two static bytes. Nothing here allocates.
 */

/** Most bytes of one log message. */
export const LOG_BYTES_MAX: u32 = 256;

/** Most bytes of one I2C transfer, each way. */
export const I2C_BYTES_MAX: u32 = 32;

/** Most bytes of an object's name or of a field's locator. */
export const LOCATOR_BYTES_MAX: u32 = 64;
/** Most entries of a ring. */
export const CALL_RING_ENTRIES_MAX: u32 = 256;

/** Most bytes of a message from the control line. */
export const MESSAGE_BYTES_MAX: u32 = 128;

/** Most bytes of a topic's name. */
export const TOPIC_NAME_BYTES_MAX: u32 = 16;

/** Most bytes of a message on a topic. */
export const TOPIC_BYTES_MAX: u32 = 32;

/** Result codes. A function reports one as its negated number. The numbers never change. */
export const enum Status {
  Ok = 0,

  // general
  /** An argument is outside what the call accepts. */
  InvalidArgument = 1,
  /** This build or device does not offer the operation. */
  NotSupported = 2,
  /** What was named does not exist. */
  NotFound = 3,
  /** An index or address lies outside its container. */
  OutOfRange = 4,
  /** The resource is in use; the call may be tried again. */
  Busy = 5,
  /** The operation did not end in time. */
  TimedOut = 6,
  /** The host asked the guest to end; not a fault. */
  Stopped = 7,
  /** An invariant of nf itself does not hold. */
  InternalError = 8,
  /** A bounded container is at its capacity; it was left as it was. */
  Full = 9,
  /** A container holds nothing to take. */
  Empty = 10,
  /** The caller's buffer cannot hold the result. */
  BufferTooSmall = 11,
  /** The operating system or a device reported a failure. */
  IoError = 12,
  /** Another call has to come first. */
  OutOfOrder = 13,

  // memory
  /** The arena has no free block of the size asked for. */
  OutOfMemory = 16,
  /** The crate's byte budget does not cover the request. */
  BudgetExceeded = 17,
  /** The arena is sealed: nothing may be allocated any more. */
  ArenaSealed = 18,
  /** The block was freed before. */
  DoubleFree = 19,
  /** The span was not allocated from this arena, or its length was changed. */
  ForeignSpan = 20,
  /** The guard behind a block was overwritten; the block is quarantined. */
  Overrun = 21,
  /** The arena's own bookkeeping was damaged. */
  ArenaCorrupt = 22,
  /** The block of memory has an owner. */
  AlreadyTaken = 23,
  /** The block of memory has no owner. */
  NotTaken = 24,
  /** The native stack ran out: the guard below it stopped the program. */
  StackExhausted = 25,

  // module
  /** The bytes do not begin with the WebAssembly magic number and version 1. */
  NotWasm = 30,
  /** The binary format is broken. */
  MalformedModule = 31,
  /** The module ends before its content does. */
  TruncatedModule = 32,
  /** The module breaks a validation rule. */
  InvalidModule = 33,
  /** The module uses a WebAssembly feature that nf does not take. */
  FeatureNotSupported = 34,
  /** The module imports something that nobody offers. */
  ImportUnknown = 35,
  /** An import has another type than what is offered under its name. */
  ImportMismatch = 36,
  /** The module has no export of that name. */
  ExportNotFound = 37,
  /** The export has another kind or type than the call expects. */
  ExportMismatch = 38,
  /** The module asks for more than a limit of the board allows. */
  LimitExceeded = 39,
  /** The engine rejected the module for a reason of its own. */
  EngineRefused = 40,
  /** The engine's native part has another version than the C# part. */
  EngineMismatch = 41,
  /** The module's manifest breaks a rule; nothing in it is believed. */
  ManifestInvalid = 42,
  /** The module is no package, so nothing would stop it. */
  NotMetered = 43,
  /** The package has no tag that was made with the device's key. */
  NotSigned = 44,

  /** With this guest some deadline might be missed: periods, deadlines and fuel of all guests do not fit together. */
  NotSchedulable = 45,

  // traps
  /** The guest executed `unreachable`. */
  TrapUnreachable = 50,
  /** A load, store or bulk operation left the linear memory. */
  TrapOutOfBoundsMemory = 51,
  /** A table access lies outside the table. */
  TrapOutOfBoundsTable = 52,
  /** An indirect call hit an empty table element. */
  TrapNullElement = 53,
  /** An indirect call hit a function of another type. */
  TrapIndirectCallMismatch = 54,
  /** An integer was divided by zero. */
  TrapDivideByZero = 55,
  /** An integer operation overflowed. */
  TrapIntegerOverflow = 56,
  /** A float has no value in the integer type asked for. */
  TrapInvalidConversion = 57,
  /** The guest's calls exhausted its stack. */
  TrapStackOverflow = 58,
  /** The guest used up its fuel. */
  TrapOutOfFuel = 59,
  /** The guest's calls are nested deeper than allowed. */
  TrapOutOfDepth = 60,
  /** A host function refused to go on. */
  TrapHostFunction = 61,
  /** A pointer and length handed to a host function leave the linear memory. */
  TrapBadPointer = 62,
  /** The guest was called while it runs. */
  Reentrant = 63,
  /** The guest ended itself with a code other than 0. */
  GuestExited = 64,
  /** The guest aborted itself. */
  GuestAborted = 65,
  /** The guest returned a failure of its own from its entry point. */
  GuestFailed = 66,
  /** A map or set in the guest's memory is damaged: its header or a slot holds what no operation leaves there. */
  BucketCorrupt = 67,

  /** The guest's call took longer than its deadline allows. */
  DeadlineMissed = 68,

  // control protocol
  /** The session is not the target's current one: it restarted, or another client took over. Connect again. */
  SessionEnded = 70,

  // devices
  /** The board has no such pin. */
  PinNotFound = 80,
  /** The pin was not configured. */
  PinNotOpen = 81,
  /** The pin is configured for the other direction. */
  PinModeMismatch = 82,
  /** No device answered at the I2C address. */
  I2cNoAcknowledge = 83,
  /** The I2C transfer failed on the bus. */
  I2cBusError = 84,

  // host objects
  /** The handle's object was closed, or its slot holds another one now. */
  HandleStale = 90,
  /** The handle belongs to another instance. */
  HandleForeign = 91,
  /** The handle's object is of another kind than the call expects. */
  HandleKindMismatch = 92,
  /** The guest's manifest does not grant what it asked for. */
  NotGranted = 93,

  // tools
  /** The command line is wrong. */
  Usage = 100,
  /** A file or folder does not exist. */
  FileNotFound = 101,
  /** A file exists but could not be read or written. */
  FileUnreadable = 102,
  /** A program that is needed is not installed. */
  ToolMissing = 103,
  /** A compiler or linker reported an error. */
  BuildFailed = 104,
  /** There is no board of that name. */
  BoardNotFound = 105,
  /** The board description is wrong. */
  BoardInvalid = 106,
  /** The scenario file is wrong. */
  ScenarioInvalid = 107,
  /** The emulator did not start, or ended early. */
  EmulatorFailed = 108,
  /** The image exceeds the board's flash or RAM budget. */
  ImageTooLarge = 109,
  /** Code of the no-heap world allocates, throws or dispatches dynamically. */
  AllocationNotAllowed = 110,
  /** At least one test failed. */
  TestFailed = 111,
  /** Two results that must be equal are not. */
  DigestMismatch = 112,
}

/** How much a log message matters. */
export const enum LogLevel {
  Debug = 0,
  Info = 1,
  Warning = 2,
  Error = 3,
}

/** What a guest can open; nf.h lists the names and fields. */
export const enum ObjectKind {
  Pin = 1,
  I2cDevice = 2,
  Configuration = 3,
}

/** What a pin is used as. */
export const enum GpioMode {
  Input = 0,
  Output = 1,
  InputPullUp = 2,
}

/** What nf_event(kind, source, value) is called for; nf.h says what source and value are. */
export const enum EventKind {
  PinEdge = 1,
  Timer = 2,
  Message = 3,
  Topic = 4,
}

/** Changes of a pin that a guest is told of. */
export const enum Edges {
  Off = 0,
  Rising = 1,
  Falling = 2,
  Both = 3,
}

/** The number of each port's pin 0; pins are numbers: PA0 is Port.A = 0, PB3 is Port.B + 3, PF0 is Port.F = 40. */
export const enum Port {
  A = 0,
  B = 8,
  C = 16,
  D = 24,
  E = 32,
  F = 40,
  G = 48,
  H = 56,
}

/** Writes one message to the host's log: UTF-8, 0..LOG_BYTES_MAX bytes. */
// @ts-ignore: decorator
@external("nf", "log")
export declare function log(level: i32, text: usize, length: u32): i32;

/** Nanoseconds since boot; never goes back. In a scenario run it is the tick times the period. */
// @ts-ignore: decorator
@external("nf", "clock_now_ns")
export declare function clockNowNs(): i64;

/** The number of the current tick: 0 before the first one, then 1, 2, 3 ... */
// @ts-ignore: decorator
@external("nf", "tick")
export declare function currentTick(): i64;

/** Waits until the next tick begins: 0, or -Status.Stopped when the host ends the run. */
// @ts-ignore: decorator
@external("nf", "sleep_until_next_tick")
export declare function sleepUntilNextTick(): i32;

/** Sets what a pin is used as, a GpioMode. An output starts low. */
// @ts-ignore: decorator
@external("nf", "gpio_configure")
export declare function gpioConfigure(pin: i32, mode: i32): i32;

/** Reads the level of a pin: 0 (low) or 1 (high). */
// @ts-ignore: decorator
@external("nf", "gpio_read")
export declare function gpioRead(pin: i32): i32;

/** Sets the level of an output: 0 is low, everything else high. */
// @ts-ignore: decorator
@external("nf", "gpio_write")
export declare function gpioWrite(pin: i32, value: i32): i32;

/** Writes up to I2C_BYTES_MAX bytes to the device at a 7-bit address in one transfer. */
// @ts-ignore: decorator
@external("nf", "i2c_write")
export declare function i2cWrite(address: i32, bytes: usize, length: u32): i32;

/** Reads up to I2C_BYTES_MAX bytes from the device at a 7-bit address in one transfer. */
// @ts-ignore: decorator
@external("nf", "i2c_read")
export declare function i2cRead(address: i32, bytes: usize, length: u32): i32;

/** Writes, then reads after a repeated start: no other transfer can come between. */
// @ts-ignore: decorator
@external("nf", "i2c_write_read")
export declare function i2cWriteRead(address: i32, written: usize, writtenLength: u32, read: usize, readLength: u32): i32;

/** Asks to be told of a pin's changes, an Edges; anew each time. */
// @ts-ignore: decorator
@external("nf", "gpio_watch")
export declare function gpioWatch(pin: i32, edges: i32): i32;

/** Starts the guest's one timer anew, in nanoseconds from now on; it runs out once. 0 stops it. */
// @ts-ignore: decorator
@external("nf", "timer_set")
export declare function timerSet(nanoseconds: i64): i32;

/** Takes the message that came over the control line, at most MESSAGE_BYTES_MAX bytes; gives its bytes. */
// @ts-ignore: decorator
@external("nf", "message_take")
export declare function messageTake(bytes: usize, length: u32): i32;

/** Finds a topic by its name, 1..TOPIC_NAME_BYTES_MAX bytes; gives its number. */
// @ts-ignore: decorator
@external("nf", "topic_open")
export declare function topicOpen(name: usize, length: u32): i32;

/** Gives a message of up to TOPIC_BYTES_MAX bytes to all who read the topic. */
// @ts-ignore: decorator
@external("nf", "topic_publish")
export declare function topicPublish(topic: i32, bytes: usize, length: u32): i32;

/** Takes the next message of a topic: the newest or the oldest, as the capability says; gives its bytes. */
// @ts-ignore: decorator
@external("nf", "topic_take")
export declare function topicTake(topic: i32, bytes: usize, length: u32): i32;

/** The display's size in pixels: columns in the upper half, rows in the lower half. */
// @ts-ignore: decorator
@external("nf", "display_size")
export declare function displaySize(): i32;

/** Shows pixels of 4 bits, row by row, two a byte; columns and widths are even. */
// @ts-ignore: decorator
@external("nf", "display_draw")
export declare function displayDraw(x: i32, y: i32, width: i32, height: i32, pixels: usize): i32;

/** Opens an object in any slot (0) or in a chosen one; gives its handle, above 0. */
// @ts-ignore: decorator
@external("nf", "open")
export declare function open(kind: i32, name: usize, length: u32, slot: i32): i32;

/** Ends one use of a handle. */
// @ts-ignore: decorator
@external("nf", "close")
export declare function close(handle: i32): i32;

/** Reads a field of an object; gives its bytes. */
// @ts-ignore: decorator
@external("nf", "read_field")
export declare function readField(handle: i32, locator: usize, locatorLength: u32, bytes: usize, length: u32): i32;

/** The number of an array's elements. */
// @ts-ignore: decorator
@external("nf", "array_length")
export declare function arrayLength(handle: i32, locator: usize, locatorLength: u32): i32;

/** The functions that a ring can call. The numbers never change. */
export const enum Call {
  Log = 1,
  ClockNowNs = 2,
  Tick = 3,
  GpioConfigure = 4,
  GpioRead = 5,
  GpioWrite = 6,
  I2cWrite = 7,
  I2cRead = 8,
  I2cWriteRead = 9,
}

/** Bytes of a ring of so many entries, a power of two up to CALL_RING_ENTRIES_MAX: const ring = memory.data(144, 8) for 4. */
export function callRingBytes(entries: u32): u32 {
  return 16 + entries * 32;
}

/** Makes a ring of memory, without entries. */
export function callRingInit(ring: usize, entries: u32): void {
  store<u32>(ring, entries);
  store<u32>(ring, 0, 4);
  store<u32>(ring, 0, 8);
  store<u32>(ring, 0, 12);
}

/** Queues a call; arguments that it does not have are 0. Gives its entry, or 0 when the ring is full. */
export function callRingQueue(ring: usize, call: Call, a: u32 = 0, b: u32 = 0, c: u32 = 0, d: u32 = 0, e: u32 = 0): usize {
  const capacity = load<u32>(ring);
  const tail = load<u32>(ring, 8);
  if (tail - load<u32>(ring, 4) == capacity) return 0;
  const entry = ring + 16 + <usize>(tail & (capacity - 1)) * 32;
  store<u32>(entry, call);
  store<u32>(entry, a, 4);
  store<u32>(entry, b, 8);
  store<u32>(entry, c, 12);
  store<u32>(entry, d, 16);
  store<u32>(entry, e, 20);
  store<u32>(ring, tail + 1, 8);
  return entry;
}

/** Queues all calls of a full ring again, once they are done: they need not be written twice. Their results are overwritten. */
export function callRingRepeat(ring: usize): void {
  store<u32>(ring, load<u32>(ring, 4) + load<u32>(ring), 8);
}

/** The result of a call that was submitted, of a function that gives an i32. */
export function resultI32(entry: usize): i32 {
  return load<i32>(entry, 24);
}

/** The result of a call that was submitted, of a function that gives an i64. */
export function resultI64(entry: usize): i64 {
  return load<i64>(entry, 24);
}

/** Does all calls that are queued, in their order, for one crossing: the number of calls, or -Status.InvalidArgument. */
// @ts-ignore: decorator
@external("nf", "submit")
export declare function submit(ring: usize): i32;

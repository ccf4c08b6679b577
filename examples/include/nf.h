/**
 * @file nf.h
 * What nf offers to a guest: the import module "nf", and what a guest exports.
 *
 * A guest is a WebAssembly program in one of two forms:
 *
 *  - reactive: it exports nf_tick(), which the host calls once a tick, and, if it likes, nf_init(),
 *    which the host calls once before tick 1:
 *
 *        #include "nf.h"
 *
 *        NF_EXPORT("nf_init") int32_t nf_init(void) { return nf_gpio_configure(NF_PIN('F', 0), NF_GPIO_OUTPUT); }
 *        NF_EXPORT("nf_tick") int32_t nf_tick(void) { return nf_gpio_write(NF_PIN('F', 0), nf_current_tick() & 1); }
 *
 *    A result of 0 means "go on", a negative one is a failure (a negated nf_status, for instance the
 *    result of a call that failed, handed on), a positive one ends the guest with that result.
 *
 *    A firmware host that supervises several guests also calls nf_event(kind, source, value), if there
 *    is one, with the same results, when what the guest waits for happens: see "events". A guest whose
 *    manifest has the period 0 needs no nf_tick().
 *
 *  - program: it exports _start(), which may loop for as long as nf_sleep_until_next_tick() gives 0.
 *    What it does before the first sleep happens before tick 1, like nf_init().
 *
 * Every function that gives an int32_t gives a value >= 0, or a failure as the negated nf_status:
 *
 *        if (nf_i2c_read(0x48, bytes, 2) == -NF_I2C_NO_ACKNOWLEDGE) ...
 *
 * A pointer with a length that leaves the guest's memory never reaches the host: it ends the guest
 * with NF_TRAP_BAD_POINTER. Nothing here allocates, and no pointer is kept after a call returns.
 *
 * This header needs a C11 or C++11 compiler for wasm32 and nothing else; no C library.
 */
#ifndef NF_H
#define NF_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Makes a function visible to the host under a name: NF_EXPORT("nf_tick") int32_t nf_tick(void) { ... } */
#define NF_EXPORT(name) __attribute__((export_name(name)))

/** Declares a function that the host offers. */
#define NF_IMPORT(name) __attribute__((import_module("nf"), import_name(name)))

/** Most bytes of one log message. */
#define NF_LOG_BYTES_MAX 256

/** Most bytes of one I2C transfer, each way. */
#define NF_I2C_BYTES_MAX 32

/** Most bytes of an object's name or of a field's locator. */
#define NF_LOCATOR_BYTES_MAX 64
/** Most entries of a ring. */
#define NF_CALL_RING_ENTRIES_MAX 256

/** Most bytes of a message from the control line. */
#define NF_MESSAGE_BYTES_MAX 128

/** Most bytes of a topic's name. */
#define NF_TOPIC_NAME_BYTES_MAX 16

/** Most bytes of a message on a topic. */
#define NF_TOPIC_BYTES_MAX 32

/** The number of a pin: NF_PIN('A', 0) is PA0 = 0, NF_PIN('F', 0) is PF0 = 40. Bits are 0..7. */
#define NF_PIN(port, bit) (((port) - 'A') * 8 + (bit))

/** Result codes. A function reports one as its negated number. The numbers never change. */
enum nf_status {
    NF_OK = 0,                              /**< Success. */

    /* general */
    NF_INVALID_ARGUMENT = 1,                /**< An argument is outside what the call accepts. */
    NF_NOT_SUPPORTED = 2,                   /**< This build or device does not offer the operation. */
    NF_NOT_FOUND = 3,                       /**< What was named does not exist. */
    NF_OUT_OF_RANGE = 4,                    /**< An index or address lies outside its container. */
    NF_BUSY = 5,                            /**< The resource is in use; the call may be tried again. */
    NF_TIMED_OUT = 6,                       /**< The operation did not end in time. */
    NF_STOPPED = 7,                         /**< The host asked the guest to end; not a fault. */
    NF_INTERNAL_ERROR = 8,                  /**< An invariant of nf itself does not hold. */
    NF_FULL = 9,                            /**< A bounded container is at its capacity; it was left as it was. */
    NF_EMPTY = 10,                          /**< A container holds nothing to take. */
    NF_BUFFER_TOO_SMALL = 11,               /**< The caller's buffer cannot hold the result. */
    NF_IO_ERROR = 12,                       /**< The operating system or a device reported a failure. */
    NF_OUT_OF_ORDER = 13,                   /**< Another call has to come first. */

    /* memory */
    NF_OUT_OF_MEMORY = 16,                  /**< The arena has no free block of the size asked for. */
    NF_BUDGET_EXCEEDED = 17,                /**< The crate's byte budget does not cover the request. */
    NF_ARENA_SEALED = 18,                   /**< The arena is sealed: nothing may be allocated any more. */
    NF_DOUBLE_FREE = 19,                    /**< The block was freed before. */
    NF_FOREIGN_SPAN = 20,                   /**< The span was not allocated from this arena, or its length was changed. */
    NF_OVERRUN = 21,                        /**< The guard behind a block was overwritten; the block is quarantined. */
    NF_ARENA_CORRUPT = 22,                  /**< The arena's own bookkeeping was damaged. */
    NF_ALREADY_TAKEN = 23,                  /**< The block of memory has an owner. */
    NF_NOT_TAKEN = 24,                      /**< The block of memory has no owner. */
    NF_STACK_EXHAUSTED = 25,                /**< The native stack ran out: the guard below it stopped the program. */

    /* module */
    NF_NOT_WASM = 30,                       /**< The bytes do not begin with the WebAssembly magic number and version 1. */
    NF_MALFORMED_MODULE = 31,               /**< The binary format is broken. */
    NF_TRUNCATED_MODULE = 32,               /**< The module ends before its content does. */
    NF_INVALID_MODULE = 33,                 /**< The module breaks a validation rule. */
    NF_FEATURE_NOT_SUPPORTED = 34,          /**< The module uses a WebAssembly feature that nf does not take. */
    NF_IMPORT_UNKNOWN = 35,                 /**< The module imports something that nobody offers. */
    NF_IMPORT_MISMATCH = 36,                /**< An import has another type than what is offered under its name. */
    NF_EXPORT_NOT_FOUND = 37,               /**< The module has no export of that name. */
    NF_EXPORT_MISMATCH = 38,                /**< The export has another kind or type than the call expects. */
    NF_LIMIT_EXCEEDED = 39,                 /**< The module asks for more than a limit of the board allows. */
    NF_ENGINE_REFUSED = 40,                 /**< The engine rejected the module for a reason of its own. */
    NF_ENGINE_MISMATCH = 41,                /**< The engine's native part has another version than the C# part. */
    NF_MANIFEST_INVALID = 42,               /**< The module's manifest breaks a rule; nothing in it is believed. */
    NF_NOT_METERED = 43,                    /**< The module is no package, so nothing would stop it. */
    NF_NOT_SIGNED = 44,                     /**< The package has no tag that was made with the device's key. */
    NF_NOT_SCHEDULABLE = 45,                /**< With this guest some deadline might be missed: periods, deadlines and fuel of all guests do not fit together. */

    /* traps */
    NF_TRAP_UNREACHABLE = 50,               /**< The guest executed `unreachable`. */
    NF_TRAP_OUT_OF_BOUNDS_MEMORY = 51,      /**< A load, store or bulk operation left the linear memory. */
    NF_TRAP_OUT_OF_BOUNDS_TABLE = 52,       /**< A table access lies outside the table. */
    NF_TRAP_NULL_ELEMENT = 53,              /**< An indirect call hit an empty table element. */
    NF_TRAP_INDIRECT_CALL_MISMATCH = 54,    /**< An indirect call hit a function of another type. */
    NF_TRAP_DIVIDE_BY_ZERO = 55,            /**< An integer was divided by zero. */
    NF_TRAP_INTEGER_OVERFLOW = 56,          /**< An integer operation overflowed. */
    NF_TRAP_INVALID_CONVERSION = 57,        /**< A float has no value in the integer type asked for. */
    NF_TRAP_STACK_OVERFLOW = 58,            /**< The guest's calls exhausted its stack. */
    NF_TRAP_OUT_OF_FUEL = 59,               /**< The guest used up its fuel. */
    NF_TRAP_OUT_OF_DEPTH = 60,              /**< The guest's calls are nested deeper than allowed. */
    NF_TRAP_HOST_FUNCTION = 61,             /**< A host function refused to go on. */
    NF_TRAP_BAD_POINTER = 62,               /**< A pointer and length handed to a host function leave the linear memory. */
    NF_REENTRANT = 63,                      /**< The guest was called while it runs. */
    NF_GUEST_EXITED = 64,                   /**< The guest ended itself with a code other than 0. */
    NF_GUEST_ABORTED = 65,                  /**< The guest aborted itself. */
    NF_GUEST_FAILED = 66,                   /**< The guest returned a failure of its own from its entry point. */
    NF_BUCKET_CORRUPT = 67,                 /**< A map or set in the guest's memory is damaged: its header or a slot holds what no operation leaves there. */
    NF_DEADLINE_MISSED = 68,                /**< The guest's call took longer than its deadline allows. */

    /* control protocol */
    NF_SESSION_ENDED = 70,                  /**< The session is not the target's current one: it restarted, or another client took over. Connect again. */

    /* devices */
    NF_PIN_NOT_FOUND = 80,                  /**< The board has no such pin. */
    NF_PIN_NOT_OPEN = 81,                   /**< The pin was not configured. */
    NF_PIN_MODE_MISMATCH = 82,              /**< The pin is configured for the other direction. */
    NF_I2C_NO_ACKNOWLEDGE = 83,             /**< No device answered at the I2C address. */
    NF_I2C_BUS_ERROR = 84,                  /**< The I2C transfer failed on the bus. */

    /* host objects */
    NF_HANDLE_STALE = 90,                   /**< The handle's object was closed, or its slot holds another one now. */
    NF_HANDLE_FOREIGN = 91,                 /**< The handle belongs to another instance. */
    NF_HANDLE_KIND_MISMATCH = 92,           /**< The handle's object is of another kind than the call expects. */
    NF_NOT_GRANTED = 93,                    /**< The guest's manifest does not grant what it asked for. */

    /* tools */
    NF_USAGE = 100,                         /**< The command line is wrong. */
    NF_FILE_NOT_FOUND = 101,                /**< A file or folder does not exist. */
    NF_FILE_UNREADABLE = 102,               /**< A file exists but could not be read or written. */
    NF_TOOL_MISSING = 103,                  /**< A program that is needed is not installed. */
    NF_BUILD_FAILED = 104,                  /**< A compiler or linker reported an error. */
    NF_BOARD_NOT_FOUND = 105,               /**< There is no board of that name. */
    NF_BOARD_INVALID = 106,                 /**< The board description is wrong. */
    NF_SCENARIO_INVALID = 107,              /**< The scenario file is wrong. */
    NF_EMULATOR_FAILED = 108,               /**< The emulator did not start, or ended early. */
    NF_IMAGE_TOO_LARGE = 109,               /**< The image exceeds the board's flash or RAM budget. */
    NF_ALLOCATION_NOT_ALLOWED = 110,        /**< Code of the no-heap world allocates, throws or dispatches dynamically. */
    NF_TEST_FAILED = 111,                   /**< At least one test failed. */
    NF_DIGEST_MISMATCH = 112,               /**< Two results that must be equal are not. */
};

/* ---- log ------------------------------------------------------------------------------------------ */

/** How much a log message matters. */
enum nf_log_level {
    NF_LOG_DEBUG = 0,
    NF_LOG_INFO = 1,
    NF_LOG_WARNING = 2,
    NF_LOG_ERROR = 3,
};

/**
 * Writes one message to the host's log.
 * @param level   an nf_log_level
 * @param text    UTF-8, without a closing zero or line feed
 * @param length  bytes of text, 0..NF_LOG_BYTES_MAX
 * @return 0, or -NF_INVALID_ARGUMENT (unknown level, text too long)
 */
NF_IMPORT("log") int32_t nf_log(int32_t level, const char *text, uint32_t length);

/** Writes a string literal to the host's log: NF_LOG(NF_LOG_INFO, "ready"). */
#define NF_LOG(level, literal) nf_log((level), "" literal, sizeof(literal) - 1)

/* ---- time ----------------------------------------------------------------------------------------- */

/** Nanoseconds since boot; never goes back. In a scenario run it is the tick times the period. */
NF_IMPORT("clock_now_ns") int64_t nf_clock_now_ns(void);

/** The number of the current tick: 0 before the first one, then 1, 2, 3 ... */
NF_IMPORT("tick") int64_t nf_current_tick(void);

/**
 * For the program form: waits until the next tick begins.
 * @return 0 when it has begun, or -NF_STOPPED when the host ends the run: return from _start() then.
 *         A guest that sleeps on instead is ended.
 */
NF_IMPORT("sleep_until_next_tick") int32_t nf_sleep_until_next_tick(void);

/* ---- pins ----------------------------------------------------------------------------------------- */

/** What a pin is used as. */
enum nf_gpio_mode {
    NF_GPIO_INPUT = 0,
    NF_GPIO_OUTPUT = 1,
    NF_GPIO_INPUT_PULL_UP = 2,
};

/**
 * Sets what a pin is used as. An output starts low.
 * A pin may be configured again, for another mode too.
 * @param pin   see NF_PIN
 * @param mode  an nf_gpio_mode
 * @return 0, -NF_PIN_NOT_FOUND, -NF_INVALID_ARGUMENT (unknown mode) or -NF_NOT_GRANTED (no capability gpio, gpio:PF0, and for an
 *         output gpio:PF0:out, for an input gpio:PF0:in)
 */
NF_IMPORT("gpio_configure") int32_t nf_gpio_configure(int32_t pin, int32_t mode);

/**
 * Reads the level of a pin.
 * @return 0 (low), 1 (high), -NF_PIN_NOT_FOUND, -NF_PIN_NOT_OPEN (not configured) or -NF_NOT_GRANTED (no capability for the pin)
 */
NF_IMPORT("gpio_read") int32_t nf_gpio_read(int32_t pin);

/**
 * Sets the level of an output.
 * @param value  0 is low, everything else high
 * @return 0, -NF_PIN_NOT_FOUND, -NF_PIN_NOT_OPEN (not configured), -NF_PIN_MODE_MISMATCH (an input) or -NF_NOT_GRANTED, as
 *         nf_gpio_configure() for an output
 */
NF_IMPORT("gpio_write") int32_t nf_gpio_write(int32_t pin, int32_t value);

/* ---- I2C ------------------------------------------------------------------------------------------ */

/**
 * Writes bytes to a device in one transfer.
 * @param address  7 bits, without the read/write bit: 0x08..0x77
 * @param length   1..NF_I2C_BYTES_MAX
 * @return 0, -NF_I2C_NO_ACKNOWLEDGE (nobody answers), -NF_I2C_BUS_ERROR,
 *         -NF_INVALID_ARGUMENT (address or length out of range) or -NF_NOT_GRANTED (no capability i2c or i2c:0x48)
 */
NF_IMPORT("i2c_write") int32_t nf_i2c_write(int32_t address, const void *bytes, uint32_t length);

/** Reads bytes from a device in one transfer. Limits and results are those of nf_i2c_write(). */
NF_IMPORT("i2c_read") int32_t nf_i2c_read(int32_t address, void *bytes, uint32_t length);

/**
 * Writes, then reads after a repeated start: no other transfer can come between.
 * Limits (each way) and results are those of nf_i2c_write().
 */
NF_IMPORT("i2c_write_read") int32_t nf_i2c_write_read(
    int32_t address, const void *written, uint32_t written_length, void *read, uint32_t read_length);

/** Reads consecutive bytes that begin at a device's 8-bit register. Limits and results as nf_i2c_write(). */
static inline int32_t nf_i2c_read_register(int32_t address, uint8_t reg, void *bytes, uint32_t length)
{
    return nf_i2c_write_read(address, &reg, 1, bytes, length);
}

/** Writes a device's 8-bit register. Results as nf_i2c_write(). */
static inline int32_t nf_i2c_write_register(int32_t address, uint8_t reg, uint8_t value)
{
    const uint8_t bytes[2] = {reg, value};
    return nf_i2c_write(address, bytes, sizeof bytes);
}

/* ---- events --------------------------------------------------------------------------------------- */

/** What nf_event(kind, source, value) is called for. */
enum nf_event_kind {
    NF_EVENT_PIN_EDGE = 1, /**< A watched pin changed. source: the pin; value: its level now. */
    NF_EVENT_TIMER = 2,    /**< The timer ran out. source: 0; value: how often. */
    NF_EVENT_MESSAGE = 3,  /**< A message came over the control line. source: 0; value: its bytes. */
    NF_EVENT_TOPIC = 4,    /**< A topic that the guest reads has something new. source: the topic; value: messages that wait. */
};

/** Changes of a pin that a guest is told of. */
enum nf_edges {
    NF_EDGES_OFF = 0,
    NF_EDGES_RISING = 1,
    NF_EDGES_FALLING = 2,
    NF_EDGES_BOTH = 3,
};

/**
 * Asks to be told of a pin's changes, anew each time: NF_EDGES_OFF ends it.
 * @param edges  an nf_edges
 * @return 0, -NF_PIN_NOT_FOUND, -NF_PIN_NOT_OPEN (not configured), -NF_PIN_MODE_MISMATCH (an output), -NF_INVALID_ARGUMENT
 *         (unknown edges), -NF_NOT_GRANTED (no capability gpio, gpio:PF0 or gpio:PF0:in) or -NF_NOT_SUPPORTED (nobody supervises)
 */
NF_IMPORT("gpio_watch") int32_t nf_gpio_watch(int32_t pin, int32_t edges);

/**
 * Starts the guest's one timer anew; it runs out once.
 * @param nanoseconds  from now on; 0 stops it
 * @return 0, -NF_INVALID_ARGUMENT (below 0) or -NF_NOT_SUPPORTED (nobody supervises)
 */
NF_IMPORT("timer_set") int32_t nf_timer_set(int64_t nanoseconds);

/**
 * Takes the message that came over the control line, at most NF_MESSAGE_BYTES_MAX bytes.
 * @return its bytes, -NF_EMPTY (there is none), -NF_BUFFER_TOO_SMALL (it stays) or -NF_NOT_SUPPORTED (nobody supervises)
 */
NF_IMPORT("message_take") int32_t nf_message_take(void *bytes, uint32_t length);

/**
 * Finds a topic by its name, 1..NF_TOPIC_NAME_BYTES_MAX bytes.
 * @return its number, or -NF_NOT_GRANTED (no capability topic:NAME:pub, topic:NAME:sub or topic:NAME:queue) or -NF_NOT_SUPPORTED
 *         (nobody supervises)
 */
NF_IMPORT("topic_open") int32_t nf_topic_open(const char *name, uint32_t length);

/**
 * Gives a message of up to NF_TOPIC_BYTES_MAX bytes to all who read the topic. Needs topic:NAME:pub.
 * @return 0, -NF_FULL (a reader's queue had no room: that is counted, and the others have it), -NF_LIMIT_EXCEEDED (too long),
 *         -NF_NOT_GRANTED or -NF_NOT_SUPPORTED (nobody supervises)
 */
NF_IMPORT("topic_publish") int32_t nf_topic_publish(int32_t topic, const void *bytes, uint32_t length);

/**
 * Takes the next message: the newest with topic:NAME:sub, the oldest with topic:NAME:queue.
 * @return its bytes, -NF_EMPTY (there is none), -NF_BUFFER_TOO_SMALL (it stays), -NF_NOT_GRANTED or -NF_NOT_SUPPORTED (nobody
 *         supervises)
 */
NF_IMPORT("topic_take") int32_t nf_topic_take(int32_t topic, void *bytes, uint32_t length);

/* ---- display -------------------------------------------------------------------------------------- */

/**
 * The size of the display. Needs the capability display, as nf_display_draw().
 * @return NF_DISPLAY_WIDTH() and NF_DISPLAY_HEIGHT() of it are pixels; or -NF_NOT_SUPPORTED (the board has none)
 */
NF_IMPORT("display_size") int32_t nf_display_size(void);

/** Columns, of what nf_display_size() gives. */
#define NF_DISPLAY_WIDTH(size) ((size) >> 16)

/** Rows, of what nf_display_size() gives. */
#define NF_DISPLAY_HEIGHT(size) ((size) & 0xffff)

/**
 * Shows pixels of 4 bits, 0 (black) to 15, row by row; two share a byte, the left one has its upper half. All guests draw on the same
 * display. Costs 2 units of fuel a byte, and 64.
 * @param x       first column, even
 * @param y       first row
 * @param width   columns, even, 2 or more
 * @param height  rows, 1 or more
 * @param pixels  width * height / 2 bytes
 * @return 0, -NF_INVALID_ARGUMENT (an odd column or width, or not all of it on the display), -NF_NOT_SUPPORTED (the board has none) or
 *         what the display's bus says
 */
NF_IMPORT("display_draw") int32_t nf_display_draw(int32_t x, int32_t y, int32_t width, int32_t height, const void *pixels);

/* ---- host objects --------------------------------------------------------------------------------- */

/**
 * What a guest can open, and by which name:
 *
 *  - a pin, "PF0", by a capability gpio or gpio:PF0: fields "number" and "level" (the pin must be configured);
 *  - a device that answers on the I2C bus, "0x48" (two digits, lower case), by i2c or i2c:0x48: "address", and the array
 *    "registers" of 256 bytes, of which "registers/7" reads as many from number 7 on as the buffer takes, 1..NF_I2C_BYTES_MAX;
 *  - the configuration, "guest": "period_ns" and "limits/fuel" (8 bytes each), "limits/call_depth", "limits/memory_pages",
 *    "limits/stack_bytes", "limits/host_slots", and the array "arguments" of texts, "arguments/0".
 *
 * A guest's manifest lists its capabilities: docs/PACKAGE.md. Integers have 4 bytes where nothing else is said, in little-endian order; texts are UTF-8 without a closing zero.
 */
enum nf_object_kind {
    NF_OBJECT_PIN = 1,
    NF_OBJECT_I2C_DEVICE = 2,
    NF_OBJECT_CONFIGURATION = 3,
};

/**
 * Opens an object. Opening it again gives the same handle, which is good until it was closed as often.
 * @param kind    an nf_object_kind
 * @param name    0..NF_LOCATOR_BYTES_MAX bytes
 * @param slot    0: any free slot; else the slot's number, 1 or more, whose object gives way
 * @return the handle, above 0; -NF_NOT_FOUND (no such object), -NF_NOT_GRANTED (not by the manifest), -NF_FULL (no slot),
 *         -NF_OUT_OF_RANGE (no such slot), -NF_INVALID_ARGUMENT (unknown kind, name too long) or what the bus says.
 *         A failure takes no slot and changes none.
 */
NF_IMPORT("open") int32_t nf_open(int32_t kind, const char *name, uint32_t length, int32_t slot);

/**
 * Ends one use of a handle.
 * @return 0, or what is wrong with the handle: -NF_EMPTY (0, or of a slot that was never used), -NF_OUT_OF_RANGE (no handle),
 *         -NF_HANDLE_STALE (closed before, or its slot was taken), -NF_HANDLE_FOREIGN, -NF_HANDLE_KIND_MISMATCH
 */
NF_IMPORT("close") int32_t nf_close(int32_t handle);

/**
 * Reads a field of an object.
 * @param locator  names and indices between slashes, 1..NF_LOCATOR_BYTES_MAX bytes
 * @param bytes    gets the field
 * @return its bytes; -NF_NOT_FOUND (no such field), -NF_OUT_OF_RANGE (no such element), -NF_INVALID_ARGUMENT (locator too long or
 *         empty, no index where one must be), -NF_BUFFER_TOO_SMALL, what the device says, or as nf_close()
 */
NF_IMPORT("read_field") int32_t nf_read_field(
    int32_t handle, const char *locator, uint32_t locator_length, void *bytes, uint32_t length);

/** The number of an array's elements; -NF_NOT_FOUND when the field is none, or as nf_read_field(). */
NF_IMPORT("array_length") int32_t nf_array_length(int32_t handle, const char *locator, uint32_t locator_length);

/* ---- many calls at once ---------------------------------------------------------------------------- */

/** The functions that a ring can call. The numbers never change. */
enum nf_call {
    NF_CALL_LOG = 1,
    NF_CALL_CLOCK_NOW_NS = 2,
    NF_CALL_TICK = 3,
    NF_CALL_GPIO_CONFIGURE = 4,
    NF_CALL_GPIO_READ = 5,
    NF_CALL_GPIO_WRITE = 6,
    NF_CALL_I2C_WRITE = 7,
    NF_CALL_I2C_READ = 8,
    NF_CALL_I2C_WRITE_READ = 9,
};

/** A call that is queued: its arguments as that function has them (pointers as numbers), and afterwards its result. */
struct nf_queued_call {
    uint32_t call; /**< an nf_call */
    uint32_t arguments[5];
    union {
        int32_t i32; /**< of a function that gives an int32_t */
        int64_t i64; /**< of a function that gives an int64_t */
    } result;
};

/** The head of a ring, before its entries. Head and tail count on without end; each names entry number % capacity. */
struct nf_call_ring {
    uint32_t capacity; /**< entries: a power of two, up to NF_CALL_RING_ENTRIES_MAX */
    uint32_t head;     /**< the host moves it: entries before it have results */
    uint32_t tail;     /**< the guest moves it: entries from head to tail are queued */
    uint32_t zero;
};

/** Defines a static ring: NF_CALL_RING(readings, 8); then nf_call_ring_queue(&readings.ring, ...), nf_submit(&readings.ring). */
#define NF_CALL_RING(name, entry_count) \
    static struct { struct nf_call_ring ring; struct nf_queued_call entries[entry_count]; } name = {{(entry_count), 0, 0, 0}, {{0}}}

/**
 * Does all calls that are queued, in their order, for one crossing from guest to host. Each costs the fuel of a call.
 * A call that would end the guest does: a bad pointer, for instance. An unknown number gives that entry -NF_NOT_FOUND.
 * @return the number of calls done, or -NF_INVALID_ARGUMENT: the head makes no sense
 */
NF_IMPORT("submit") int32_t nf_submit(struct nf_call_ring *ring);

/** Queues a call; arguments that it does not have are 0. @return its entry, which gets the result, or a null pointer: full */
static inline struct nf_queued_call *nf_call_ring_queue(
    struct nf_call_ring *ring, enum nf_call call, uint32_t a, uint32_t b, uint32_t c, uint32_t d, uint32_t e)
{
    if (ring->tail - ring->head == ring->capacity) return 0;
    struct nf_queued_call *entry = (struct nf_queued_call *)(ring + 1) + (ring->tail & (ring->capacity - 1));
    entry->call = (uint32_t)call;
    entry->arguments[0] = a;
    entry->arguments[1] = b;
    entry->arguments[2] = c;
    entry->arguments[3] = d;
    entry->arguments[4] = e;
    ring->tail++;
    return entry;
}

/** Queues all calls of a full ring again, once they are done: they need not be written twice. Their results are overwritten. */
static inline void nf_call_ring_repeat(struct nf_call_ring *ring)
{
    ring->tail = ring->head + ring->capacity;
}

#ifdef __cplusplus
}
#endif

#endif

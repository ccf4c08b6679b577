/* nf engine: the C side of what executes modules. There are two engines: the interpreter, a thin layer over wasm3, and code that was
 * compiled ahead of time (nf_ahead.h). They are opened by functions of their own; everything else is the same.
 *
 * One nf_engine is one instance of one module. All its memory comes from the allocator in its
 * configuration, so an instance is torn down by dropping that allocator's arena: there is no close.
 * Linear memory is lent by the caller at its maximum size and never moves.
 *
 * Every function returns an nf_status (nf_status.h; 0 = success) unless it says otherwise.
 * An engine may be used by one thread at a time; different engines by different threads.
 * Values cross as 64-bit cells: i32 and f32 in the low half, floats as their bits. The high half of an i32 or f32
 * is zero in a result of a call, undefined in an argument of a host function, and ignored elsewhere.
 */
#ifndef NF_ENGINE_H
#define NF_ENGINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Raised whenever a struct or a function below changes; compared by the C# side at start. */
#define NF_ENGINE_ABI 9

/* Frames kept of a backtrace, innermost first; deeper ones are counted only. */
#define NF_BACKTRACE_FRAMES 8

#if defined(_WIN32)
#define NF_API __declspec(dllexport)
#else
#define NF_API __attribute__((visibility("default")))
#endif

typedef struct nf_engine nf_engine;

/* What a host function gets. `arguments` and `results` are cells in the guest's stack, `memory` is the
 * guest's linear memory at the time of the call. All pointers die when the host function returns. */
typedef struct nf_host_call {
    const uint64_t *arguments;
    uint64_t *results;
    uint8_t *memory;
    uint64_t memory_bytes;
    void *context; /* nf_engine_config.host_context */
    nf_engine *engine;
    uint64_t *free_cells; /* the guest's stack behind the arguments and results */
    uint32_t tag;         /* nf_engine_link's */
} nf_host_call;

/* Returns 0 to go on; any other nf_status ends the guest's call with that status. */
typedef int32_t (*nf_host_function)(nf_host_call *call);

typedef struct nf_engine_config {
    uint32_t abi;                /* NF_ENGINE_ABI */
    uint32_t stack_bytes;        /* the guest's value stack, taken from the allocator */
    uint32_t native_stack_bytes; /* native stack that one call from the host may use, 1024 or more */
    uint32_t memory_bytes;       /* size of `memory` */
    uint8_t *memory;             /* lent linear memory, 8-byte aligned; header included (nf_interpreter_memory_overhead) */
    void *host_context;          /* handed to host functions */
    void *arena;                 /* handed to the three functions below */
    void *(*allocate)(void *arena, uint32_t bytes); /* NULL when nothing is left; 8-byte aligned, not cleared */
    void (*release)(void *arena, void *pointer);
    uint32_t (*size_of)(void *arena, void *pointer);
    /* Makes the first `bytes` of `memory` accessible and gives an nf_status; memory.grow is -1 when it fails.
     * NULL when all of `memory` is accessible from the start. */
    int32_t (*commit)(uint8_t *memory, uint32_t bytes);
    uint32_t table_elements;     /* that tables can grow to, all together */
    uint64_t reserved_bytes;     /* addresses from `memory` on that are inaccessible until committed; 0 when that is not so */
} nf_engine_config;

/* nf_frame.module_offset where the engine knows only the function. */
#define NF_UNKNOWN_OFFSET UINT32_MAX

/* One frame of a backtrace. */
typedef struct nf_frame {
    uint32_t function_index;
    uint32_t module_offset; /* byte offset of the instruction in the module */
} nf_frame;

typedef struct nf_backtrace {
    uint32_t frame_count;       /* valid entries of `frames` */
    uint32_t dropped;           /* frames that did not fit */
    nf_frame frames[NF_BACKTRACE_FRAMES];
} nf_backtrace;

/* The NF_ENGINE_ABI that this library was built with. */
NF_API uint32_t nf_engine_abi(void);

/* Bytes at the start of the lent memory that are not linear memory. */
NF_API uint32_t nf_interpreter_memory_overhead(void);

/* Native stack taken at most for each level of nested blocks while compiling, and for each level of nested loops of a function
 * while running. Neither is checked by the interpreter: the caller bounds the nesting of what it loads, and takes the loops off
 * native_stack_bytes. */
NF_API uint32_t nf_interpreter_nesting_bytes(void);
NF_API uint32_t nf_interpreter_loop_bytes(void);

/* Entries of the interpreter's stack while it compiles, which it does not check everywhere. A function takes one for each parameter,
 * local and operand, and for the result of every open block; values that are left where a branch to a loop
 * ends the code that can be reached stay until the block ends. The caller bounds them in what it loads. */
NF_API uint32_t nf_interpreter_values_max(void);

/* Makes an interpreter inside the arena. Fails with OutOfMemory, EngineMismatch, InvalidArgument. */
NF_API int32_t nf_interpreter_open(const nf_engine_config *config, nf_engine **engine);

/* Every function below takes a NULL engine for one that holds nothing. */

/* Decodes a module and fills memory, globals and table; elements that no segment filled are null. `wasm` must outlive the engine.
 * Pages that the lent memory can't hold in full are cut: accesses past the end trap, memory.grow gives -1. */
NF_API int32_t nf_engine_load(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes, uint32_t table_elements);

/* Binds imported function `function_index`, with a number that it is called with: one function may stand for several imports.
 * A number other than 0 takes a few bytes of the arena. The caller has compared its type. */
NF_API int32_t nf_engine_link(nf_engine *engine, uint32_t function_index, nf_host_function function, uint32_t tag);

/* What a guest that manages its own heap exports, by index: a function (i32) -> i32 that allocates, and two globals (i32), the pointer
 * and the limit of its shadow stack. */
typedef struct nf_guest_heap {
    uint32_t allocate;      /* function */
    uint32_t stack_pointer; /* global, or UINT32_MAX when there is none */
    uint32_t stack_limit;   /* the same */
} nf_guest_heap;

/* Registers the guest's heap; until then it has none. The caller has compared the types. */
NF_API int32_t nf_engine_set_heap(nf_engine *engine, const nf_guest_heap *heap);

/* The registered heap. ExportNotFound without one. */
NF_API int32_t nf_engine_heap(nf_engine *engine, nf_guest_heap *heap);

/* Calls the guest's allocator from within a host function: the one call back into a running guest that there is.
 * Stack, fuel and depth are what is left to the guest. Afterwards `memory` and `memory_bytes` of `call` are looked up again.
 * `*pointer` is what the guest says, unchecked. Reentrant while an allocator of this instance runs already; ExportNotFound
 * without a heap; else any trap, and then the host function should end the guest's call with it. */
NF_API int32_t nf_host_allocate(nf_host_call *call, uint32_t bytes, uint32_t *pointer);

/* Binds imported function `function_index` to one of nf.lower: 0 memory_init, 1 table_init, 2 table_copy (docs/PACKAGE.md).
 * The caller has compared its type. */
NF_API int32_t nf_engine_lowered(nf_engine *engine, uint32_t function_index, uint32_t which);

/* Lends the content of the custom section nf.passive, which those functions read; it must outlive the engine. */
NF_API int32_t nf_engine_passive(nf_engine *engine, const uint8_t *bytes, uint32_t size);

/* Fuel that a call can have at most. */
#define NF_FUEL_MAX (1ull << 62)

/* Says that the module is metered, and by which globals (i64); each call from the host may then nest depth_max deep.
 * Without this, fuel is not counted. */
NF_API int32_t nf_engine_meter(nf_engine *engine, uint32_t fuel_global, uint32_t depth_global, uint32_t depth_max);

/* Sets the fuel that is left, clipped to NF_FUEL_MAX. Also while the guest runs. NotSupported when the module is not metered. */
NF_API int32_t nf_engine_set_fuel(nf_engine *engine, uint64_t units);

/* The fuel that is left: 0 when it ran out, or when the module is not metered. */
NF_API uint64_t nf_engine_fuel(nf_engine *engine);

/* Takes fuel for what a host function does. TrapOutOfFuel when there is less; then none is left. Ok when the module is not metered. */
NF_API int32_t nf_engine_charge(nf_engine *engine, uint64_t units);

/* Compiles every function; afterwards the engine allocates nothing more. */
NF_API int32_t nf_engine_compile(nf_engine *engine);

/* Runs the module's start function, if it has one; at most once. */
NF_API int32_t nf_engine_start(nf_engine *engine);

/* Calls a function. The counts must be those of its type (InvalidArgument otherwise). */
NF_API int32_t nf_engine_call(nf_engine *engine, uint32_t function_index, const uint64_t *arguments, uint32_t argument_count,
                              uint64_t *results, uint32_t result_count);

/* The linear memory's size when the module had been loaded. */
NF_API int32_t nf_engine_baseline(nf_engine *engine, uint64_t *memory_bytes);

/* 1 when a call ended otherwise than by returning; 0 after nf_engine_load and nf_engine_reset. */
NF_API int32_t nf_engine_tainted(nf_engine *engine);

/* 1 while a call has not ended. */
NF_API int32_t nf_engine_running(nf_engine *engine);

/* Makes the engine what it was after nf_engine_compile, but for the content of linear memory and globals, which the caller restores:
 * memory has its first size, the start function may run again, no trap is known. `*table_changed` is 1 when the guest may have written
 * its table: then all elements are null, and the caller sets those that its segments name. Allocates nothing.
 * Reentrant while the guest runs. */
NF_API int32_t nf_engine_reset(nf_engine *engine, int32_t *table_changed);

/* After nf_engine_reset and clearing the memory: fills memory, globals and tables as nf_engine_load did, where the engine can do so
 * without the module's bytes. NotSupported where it can't, and the caller reads them. */
NF_API int32_t nf_engine_refill(nf_engine *engine);

/* Sets an element of the table to a function. */
NF_API int32_t nf_engine_table_set(nf_engine *engine, uint32_t element, uint32_t function_index);

/* The linear memory as it is now; 0 bytes when the module has none. */
NF_API int32_t nf_engine_memory(nf_engine *engine, uint8_t **memory, uint64_t *memory_bytes);

NF_API int32_t nf_engine_global_get(nf_engine *engine, uint32_t global_index, uint64_t *value);
NF_API int32_t nf_engine_global_set(nf_engine *engine, uint32_t global_index, uint64_t value);

/* Where the last call trapped; frame_count 0 when it did not. */
NF_API int32_t nf_engine_backtrace(nf_engine *engine, nf_backtrace *backtrace);

/* The engine's own words for the last failure; a constant string, never NULL, "" when it has none. */
NF_API const char *nf_engine_message(nf_engine *engine);

/* On Linux only: sleeps while `*word` is `value`, at most so long. TimedOut when it still is. */
NF_API int32_t nf_wait(const int32_t *word, int32_t value, uint32_t milliseconds);

/* On Linux only: wakes one that sleeps on `word`, which is not read. */
NF_API void nf_wake(const int32_t *word);

#ifdef __cplusplus
}
#endif

#endif

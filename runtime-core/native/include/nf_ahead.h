/* What a module compiled ahead of time shows to the engine that runs it: wabt's wasm2c makes C of a package, tools/Nf.Compile puts it
 * between ahead/nf_ahead_module.h and a descriptor, the target's compiler makes an object of it (docs/AHEAD.md).
 *
 * Compiled code reaches its engine through nf_ahead_state only, which stands right before wasm2c's record of the instance. It needs no
 * symbol of the engine, so that a shared object of it can be loaded on its own.
 */
#ifndef NF_AHEAD_H
#define NF_AHEAD_H

#include <stddef.h>
#include <stdint.h>

#include "nf_engine.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Bytes of addresses behind the start of linear memory that an instance must own when its code does not check: an index and an offset of
 * 32 bits each, 8 bytes of data, in pages. */
#define NF_AHEAD_GUARD_BYTES ((2ull << 32) + 65536)

/* nf_ahead_module.flags: loads and stores are not checked, inaccessible addresses behind the memory fault instead. */
#define NF_AHEAD_GUARD 1u

typedef struct nf_ahead_state nf_ahead_state;

/* One activation of a compiled function, on the native stack; the chain of them is the backtrace. */
typedef struct nf_ahead_frame {
    const struct nf_ahead_frame *caller;
    const char *function; /* wasm2c's name, "w2c_f" and the index */
} nf_ahead_frame;

/* wasm2c's records, by the names that it uses. */
typedef void (*nf_ahead_code)(void);

typedef struct wasm_rt_memory_t {
    uint8_t *data;
    uint64_t size; /* bytes; fewer than the pages have where the host clips the memory */
    uint32_t pages, max_pages;
    nf_ahead_state *state;
} wasm_rt_memory_t;

typedef struct wasm_rt_funcref_t {
    uint32_t func_type; /* index of the first type of the module that is equal */
    nf_ahead_code func; /* NULL: a null reference */
    void *module_instance;
} wasm_rt_funcref_t;

typedef uint32_t wasm_rt_externref_t; /* the host's number and 1; 0 is a null reference */

/* A table; what `data` points to depends on its type. */
#define NF_AHEAD_TABLE(element) \
    {                           \
        element *data;          \
        uint32_t max_size;      \
        uint32_t size;          \
        nf_ahead_state *state;  \
    }
typedef struct wasm_rt_funcref_table_t NF_AHEAD_TABLE(wasm_rt_funcref_t) wasm_rt_funcref_table_t;
typedef struct wasm_rt_externref_table_t NF_AHEAD_TABLE(wasm_rt_externref_t) wasm_rt_externref_table_t;

/* What compiled code asks of its engine. */
typedef struct nf_ahead_runtime {
    void (*trap)(nf_ahead_state *state, int32_t status); /* does not return */
    /* Calls an imported function: results first in `cells`, then arguments. */
    void (*host)(nf_ahead_state *state, uint32_t import, uint64_t *cells, uint32_t result_count);
    void (*lend_memory)(nf_ahead_state *state, wasm_rt_memory_t *memory, uint32_t pages, uint32_t max_pages);
    uint32_t (*grow_memory)(wasm_rt_memory_t *memory, uint32_t pages);
    /* Room for the elements of a table: `size`, and up to `max_size` when the module grows tables. All zero. */
    void *(*make_table)(nf_ahead_state *state, void *old, uint32_t size, uint32_t *max_size, uint32_t element_bytes);
} nf_ahead_runtime;

struct nf_ahead_state {
    const nf_ahead_frame *frame;  /* of the innermost function that runs */
    const uint8_t *stack_limit;   /* native stack that a function must not begin below */
    const nf_ahead_runtime *runtime;
    nf_engine *engine;
    uint32_t table_elements;      /* of all tables */
    uint32_t table_elements_max;  /* that they may grow to, all together */
};

/* Where wasm2c's record begins, from the start of the state. */
#define NF_AHEAD_STATE_BYTES ((sizeof(nf_ahead_state) + 15) / 16 * 16)

/* Calls `code` with arguments from cells. */
typedef void (*nf_ahead_call)(nf_ahead_code code, void *instance, const uint64_t *arguments, uint64_t *results);

typedef struct nf_ahead_function {
    nf_ahead_code code;     /* NULL when the function is neither exported, nor the start, nor ever in a table */
    nf_ahead_call call;     /* NULL when the host can't call it */
    uint32_t type;          /* as in wasm_rt_funcref_t */
    uint16_t argument_count;
    uint16_t result_count;
} nf_ahead_function;

typedef struct nf_ahead_global {
    uint32_t offset; /* in wasm2c's record */
    uint32_t bytes;  /* 4 or 8; 0 for a reference */
} nf_ahead_global;

/* A module. Constant; it lies in flash. */
typedef struct nf_ahead_module {
    uint32_t abi;                 /* NF_ENGINE_ABI; first, so that any version can compare it */
    uint32_t flags;
    uint8_t digest[32];           /* SHA-256 of the package that it was made from */
    const uint8_t *outline;       /* that package without code and data */
    uint32_t outline_bytes;
    uint32_t instance_bytes;      /* of wasm2c's record */
    uint32_t memory_offset;       /* of wasm_rt_memory_t in it; UINT32_MAX without a memory */
    uint32_t table_offset;        /* of wasm_rt_funcref_table_t, table 0, in it; UINT32_MAX without */
    uint32_t import_count;
    uint32_t function_count;
    uint32_t global_count;
    uint32_t start_function;      /* UINT32_MAX: none */
    uint32_t grows_tables;        /* 1 when it contains table.grow */
    const uint32_t *frame_bytes_max; /* native stack of one activation, at most; the compiler tells */
    const nf_ahead_function *functions;
    const nf_ahead_global *globals;
    void (*fill)(void *instance); /* globals, memory, tables and segments, over a cleared memory */
} nf_ahead_module;

/* What an artefact holds: a shared object exports one by the name nf_ahead_modules, an image has one. */
typedef struct nf_ahead_set {
    uint32_t abi;
    uint32_t count;
    const nf_ahead_module *const *modules;
} nf_ahead_set;

/* Makes an engine inside the arena that runs `module`, which outlives it. nf_engine_load wants its outline then.
 * Fails with OutOfMemory; EngineMismatch when it was made for another NF_ENGINE_ABI; InvalidArgument, also when code without checks is
 * given no NF_AHEAD_GUARD_BYTES of reserved addresses or can't be caught on this system. */
NF_API int32_t nf_ahead_open(const nf_engine_config *config, const nf_ahead_module *module, nf_engine **engine);

#ifdef __cplusplus
}
#endif

#endif

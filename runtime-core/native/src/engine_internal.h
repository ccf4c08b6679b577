/* What engines share: the record that each of them begins with, and what each of them does in its own way. */
#ifndef NF_ENGINE_INTERNAL_H
#define NF_ENGINE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "nf_engine.h"

/* For set_element: no function, a null reference. */
#define NF_NO_FUNCTION UINT32_MAX

/* The seam between nf_engine.h and what executes modules. All but load are called with a loaded module only, with indexes in range
 * unless they say otherwise. */
typedef struct nf_engine_operations {
    int32_t (*load)(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes, uint32_t table_elements);
    int32_t (*link)(nf_engine *engine, uint32_t function_index, nf_host_function function, uint32_t tag); /* any index */
    int32_t (*compile)(nf_engine *engine);
    int32_t (*start)(nf_engine *engine);
    int32_t (*function_cells)(nf_engine *engine, uint32_t function_index, uint32_t *arguments, uint32_t *results); /* any index */
    int32_t (*call)(nf_engine *engine, uint32_t function_index, const uint64_t *arguments, uint64_t *results);
    int32_t (*allocate)(nf_host_call *call, uint32_t bytes, uint32_t *pointer); /* runs the guest's allocator */
    void *(*global)(nf_engine *engine, uint32_t global_index, uint32_t *bytes); /* any index: NULL; 4 or 8 bytes */
    void (*memory)(nf_engine *engine, uint8_t **start, uint64_t *bytes);
    uint32_t (*table_elements)(nf_engine *engine);
    int32_t (*set_element)(nf_engine *engine, uint32_t element, uint32_t function_index); /* any function */
    void (*move_elements)(nf_engine *engine, uint32_t destination, uint32_t source, uint32_t count);
    void (*reset)(nf_engine *engine);
    int32_t (*refill)(nf_engine *engine); /* see nf_engine_refill */
} nf_engine_operations;

struct nf_engine {
    nf_engine_config config;
    const nf_engine_operations *operations;
    const char *message;
    int32_t host_status;      /* what a host function ended the call with */
    bool loaded;
    bool running;
    bool allocating;          /* the guest's allocator runs, called by a host function */
    bool tainted;             /* a call ended otherwise than by returning */
    bool table_changed;       /* nf.lower wrote the table since the baseline */
    bool has_heap;
    nf_guest_heap heap;
    int64_t *fuel;            /* the module's global; NULL when it is not metered, and then depth too */
    int64_t *depth;
    int64_t depth_max;        /* set anew before each call */
    const uint8_t *passive;   /* content of the custom section nf.passive */
    uint32_t passive_bytes;
    uint64_t baseline_bytes;  /* the linear memory when the module had been loaded; fewer than its pages where the host clips it */
    nf_backtrace backtrace;
};

/* The engine that this thread works for. Boards have one thread. */
#if defined(NF_SINGLE_THREAD)
#define NF_THREAD_LOCAL
#else
#define NF_THREAD_LOCAL __thread __attribute__((tls_model("initial-exec")))
#endif
extern NF_THREAD_LOCAL nf_engine *nf_current_engine;

/* Makes `engine` the current one; gives the one that was. */
nf_engine *nf_make_current(nf_engine *engine);

/* Fills the part that engines share, of a record that is all zero. */
void nf_init_engine(nf_engine *engine, const nf_engine_config *config, const nf_engine_operations *operations);

/* Before and behind a call from the host. The end gives the status that the caller is told. */
nf_engine *nf_begin_call(nf_engine *engine);
int32_t nf_end_call(nf_engine *engine, nf_engine *previous, int32_t status);

#endif

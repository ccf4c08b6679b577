/* What the parts of the engine share: the instance record and the current-engine cell. */
#ifndef NF_ENGINE_INTERNAL_H
#define NF_ENGINE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "m3_env.h"
#include "nf_engine.h"

struct nf_engine {
    nf_engine_config config;
    IM3Environment environment;
    IM3Runtime runtime;
    IM3Module module;
    const char *message;
    const uint8_t *native_stack_limit; /* m3_Yield refuses to go below */
    int32_t host_status;               /* what a host function ended the call with */
    IM3Function trapping_import;       /* the import that did, until the backtrace has it */
    bool running;
    bool allocating;                   /* the guest's allocator runs, called by a host function */
    nf_guest_heap heap;
    bool has_heap;
    const uint64_t *stack_end;         /* of the value stack; the red zone follows */
    int64_t *fuel;                     /* the module's global; NULL when it is not metered, and then depth too */
    int64_t *depth;
    int64_t depth_max;                 /* set anew before each call */
    const uint8_t *passive;            /* content of the custom section nf.passive */
    uint32_t passive_bytes;
    bool tainted;                      /* a call ended otherwise than by returning */
    bool table_changed;                /* nf.lower wrote the table since the baseline */
    uint32_t baseline_pages;           /* the linear memory when the module had been loaded, */
    size_t baseline_bytes;             /* and its bytes: fewer where the host clips it */
    int32_t start_function;            /* index, or -1 */
    bool out_of_pages;                 /* a code page was not to be had: what is compiled is not complete */
    nf_backtrace backtrace;
};

/* wasm3 has no allocator argument: the engine that this thread works for stands here. Boards have one thread. */
#if defined(NF_SINGLE_THREAD)
#define NF_THREAD_LOCAL
#else
#define NF_THREAD_LOCAL __thread __attribute__((tls_model("initial-exec")))
#endif
extern NF_THREAD_LOCAL nf_engine *nf_current_engine;

/* What wasm3 gets for every name; it is not in the arena. */
extern const char nf_no_name[];

/* A trap of ours, told apart by address: the status to report is engine->host_status. */
extern const char nf_trap_host[];

/* Notes what nf_engine_reset goes back to. */
void nf_keep_baseline(nf_engine *engine);

/* Which trap an `unreachable` was: out of fuel, out of depth, or the guest's own. */
int32_t nf_meter_status(nf_engine *engine, int32_t status);

#endif

/* nf bench: what is measured beside C#, done in C. Every loop runs `count` operations for one call from C#. */
#ifndef NF_BENCH_H
#define NF_BENCH_H

#include <stdint.h>

#include "nf_engine.h"

/* Processor time of the calling thread. */
NF_API uint64_t nf_bench_thread_nanoseconds(void);

/* Processor time of all processes that this one started and that have ended. */
NF_API uint64_t nf_bench_children_nanoseconds(void);

/* One operation of the mix: free what stands in the slot, put a new block there. Mirrors AllocationStep. */
typedef struct nf_bench_step {
    uint16_t slot;
    uint16_t bytes;
} nf_bench_step;

/* malloc(bytes), free. */
NF_API void nf_bench_malloc_pair(uint32_t bytes, uint32_t count);

/* Walks the steps in a circle; `live` holds a block in every slot, before and after. */
NF_API void nf_bench_malloc_mix(const nf_bench_step *steps, uint32_t step_count, void **live, uint32_t count);

/* Calls a function i32 -> i32 with 0, 1, 2...; gives the sum of the results, or the negated status of a call that failed. */
NF_API int64_t nf_bench_call(nf_engine *engine, uint32_t function_index, uint32_t count);

/* Host function i32, i32 -> i32: their sum. */
NF_API int32_t nf_bench_add(nf_host_call *call);

/* Host function: writes the engine's handle to where the host's context points. */
NF_API int32_t nf_bench_enter(nf_host_call *call);

/* What nf_bench_recycle works on. `arena` is a bump allocator's memory; the first `import_count` functions are imports. */
typedef struct nf_bench_recycler {
    const uint8_t *wasm;
    uint8_t *memory;
    uint8_t *arena;
    uint32_t wasm_bytes;
    uint32_t memory_bytes;
    uint32_t arena_bytes;
    uint32_t import_count;
    uint32_t stack_bytes;
    uint32_t native_stack_bytes;
} nf_bench_recycler;

/* Opens, loads, links, compiles, starts, and drops an engine. Gives the first status that is not NF_OK. */
NF_API int32_t nf_bench_recycle(const nf_bench_recycler *recycler, uint32_t count);

#endif

#include <stddef.h>
#include <string.h>

#include "nf_bench.h"
#include "nf_status.h"

/* The cheapest arena there is: it only moves forward, and is dropped by moving back. A block's size stands before it. */
typedef struct bump {
    uint8_t *next;
    uint8_t *end;
} bump;

enum { bump_header_bytes = 8 };

static void *bump_allocate(void *arena, uint32_t bytes)
{
    bump *self = arena;
    uint32_t rounded = (bytes + 7u) & ~7u;
    if ((size_t)(self->end - self->next) < (size_t)rounded + bump_header_bytes) return NULL;
    uint8_t *block = self->next;
    memcpy(block, &bytes, sizeof bytes);
    self->next = block + bump_header_bytes + rounded;
    return block + bump_header_bytes;
}

static void bump_release(void *arena, void *pointer)
{
    (void)arena;
    (void)pointer;
}

static uint32_t bump_size_of(void *arena, void *pointer)
{
    (void)arena;
    uint32_t bytes;
    memcpy(&bytes, (uint8_t *)pointer - bump_header_bytes, sizeof bytes);
    return bytes;
}

static int32_t do_nothing(nf_host_call *call)
{
    (void)call;
    return NF_OK;
}

static int32_t recycle_once(const nf_bench_recycler *recycler)
{
    bump arena = {recycler->arena, recycler->arena + recycler->arena_bytes};
    nf_engine_config config = {
        .abi = NF_ENGINE_ABI,
        .stack_bytes = recycler->stack_bytes,
        .native_stack_bytes = recycler->native_stack_bytes,
        .memory_bytes = recycler->memory_bytes,
        .memory = recycler->memory,
        .arena = &arena,
        .allocate = bump_allocate,
        .release = bump_release,
        .size_of = bump_size_of,
    };
    nf_engine *engine;
    int32_t status = nf_interpreter_open(&config, &engine);
    if (status == NF_OK) status = nf_engine_load(engine, recycler->wasm, recycler->wasm_bytes, 0);
    for (uint32_t i = 0; status == NF_OK && i < recycler->import_count; i++) status = nf_engine_link(engine, i, do_nothing, 0);
    if (status == NF_OK) status = nf_engine_compile(engine);
    if (status == NF_OK) status = nf_engine_start(engine);
    memset(recycler->memory, 0, recycler->memory_bytes);
    return status;
}

int32_t nf_bench_recycle(const nf_bench_recycler *recycler, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        int32_t status = recycle_once(recycler);
        if (status != NF_OK) return status;
    }
    return NF_OK;
}

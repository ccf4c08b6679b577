/* What nf_engine.h offers, as far as engines do it in the same way. */
#include "engine_internal.h"

#include <string.h>

#include "nf_status.h"

NF_THREAD_LOCAL nf_engine *nf_current_engine;

nf_engine *nf_make_current(nf_engine *engine)
{
    nf_engine *previous = nf_current_engine;
    nf_current_engine = engine;
    return previous;
}

void nf_init_engine(nf_engine *engine, const nf_engine_config *config, const nf_engine_operations *operations)
{
    engine->config = *config;
    engine->operations = operations;
    engine->message = "";
}

nf_engine *nf_begin_call(nf_engine *engine)
{
    engine->running = true;
    engine->message = "";
    if (engine->depth) *engine->depth = engine->depth_max;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
    return nf_make_current(engine);
}

/* Which trap an `unreachable` was: out of fuel, out of depth, or the guest's own. */
static int32_t metered_status(const nf_engine *engine, int32_t status)
{
    if (engine->fuel == NULL || status != NF_TRAP_UNREACHABLE) return status;
    if (*engine->fuel < 0) return NF_TRAP_OUT_OF_FUEL;
    return *engine->depth < 0 ? NF_TRAP_OUT_OF_DEPTH : status;
}

int32_t nf_end_call(nf_engine *engine, nf_engine *previous, int32_t status)
{
    engine->running = false;
    nf_make_current(previous);
    if (status == NF_OK) return NF_OK;
    engine->tainted = true;
    return metered_status(engine, status);
}

static bool is_loaded(const nf_engine *engine)
{
    return engine != NULL && engine->loaded;
}

uint32_t nf_engine_abi(void)
{
    return NF_ENGINE_ABI;
}

int32_t nf_engine_load(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes, uint32_t table_elements)
{
    if (engine == NULL) return NF_NOT_FOUND;
    if (engine->loaded) return NF_ALREADY_TAKEN;
    int32_t status = engine->operations->load(engine, wasm, wasm_bytes, table_elements);
    engine->loaded = status == NF_OK;
    return status;
}

int32_t nf_engine_link(nf_engine *engine, uint32_t function_index, nf_host_function function, uint32_t tag)
{
    return is_loaded(engine) ? engine->operations->link(engine, function_index, function, tag) : NF_OUT_OF_RANGE;
}

int32_t nf_engine_compile(nf_engine *engine)
{
    return is_loaded(engine) ? engine->operations->compile(engine) : NF_NOT_FOUND;
}

int32_t nf_engine_start(nf_engine *engine)
{
    return is_loaded(engine) ? engine->operations->start(engine) : NF_NOT_FOUND;
}

int32_t nf_engine_call(nf_engine *engine, uint32_t function_index, const uint64_t *arguments, uint32_t argument_count,
                       uint64_t *results, uint32_t result_count)
{
    uint32_t argument_cells, result_cells;
    if (!is_loaded(engine)) return NF_OUT_OF_RANGE;
    int32_t status = engine->operations->function_cells(engine, function_index, &argument_cells, &result_cells);
    if (status != NF_OK) return status;
    if (argument_count != argument_cells || result_count != result_cells) return NF_INVALID_ARGUMENT;
    return engine->operations->call(engine, function_index, arguments, results);
}

static bool is_heap_global(nf_engine *engine, uint32_t index)
{
    uint32_t bytes = 0;
    return index == UINT32_MAX || (engine->operations->global(engine, index, &bytes) != NULL && bytes == sizeof(uint32_t));
}

int32_t nf_engine_set_heap(nf_engine *engine, const nf_guest_heap *heap)
{
    uint32_t arguments, results;
    if (!is_loaded(engine) || engine->operations->function_cells(engine, heap->allocate, &arguments, &results) != NF_OK)
        return NF_OUT_OF_RANGE;
    bool fits = arguments == 1 && results == 1 && is_heap_global(engine, heap->stack_pointer) && is_heap_global(engine, heap->stack_limit);
    if (!fits) return NF_INVALID_ARGUMENT;
    engine->heap = *heap;
    engine->has_heap = true;
    return NF_OK;
}

int32_t nf_engine_heap(nf_engine *engine, nf_guest_heap *heap)
{
    if (engine == NULL) return NF_EXPORT_NOT_FOUND;
    *heap = engine->heap;
    return engine->has_heap ? NF_OK : NF_EXPORT_NOT_FOUND;
}

int32_t nf_host_allocate(nf_host_call *call, uint32_t bytes, uint32_t *pointer)
{
    nf_engine *engine = call->engine;
    *pointer = 0;
    if (!engine->has_heap) return NF_EXPORT_NOT_FOUND;
    if (!engine->running) return NF_INVALID_ARGUMENT;
    if (engine->allocating) return NF_REENTRANT;
    int64_t depth = engine->depth ? *engine->depth : 0;
    nf_engine *previous = nf_make_current(engine);
    engine->allocating = true;
    int32_t status = metered_status(engine, engine->operations->allocate(call, bytes, pointer));
    engine->allocating = false;
    nf_make_current(previous);
    /* A trap left the levels taken that it went through. */
    if (status != NF_OK && engine->depth) *engine->depth = depth;
    uint8_t *memory;
    nf_engine_memory(engine, &memory, &call->memory_bytes);
    call->memory = memory;
    return status;
}

int32_t nf_engine_memory(nf_engine *engine, uint8_t **memory, uint64_t *memory_bytes)
{
    *memory = NULL;
    *memory_bytes = 0;
    if (is_loaded(engine)) engine->operations->memory(engine, memory, memory_bytes);
    return NF_OK;
}

int32_t nf_engine_global_get(nf_engine *engine, uint32_t global_index, uint64_t *value)
{
    uint32_t bytes;
    const void *global = is_loaded(engine) ? engine->operations->global(engine, global_index, &bytes) : NULL;
    if (global == NULL) return NF_OUT_OF_RANGE;
    *value = 0;
    memcpy(value, global, bytes); /* every processor that nf runs on is little-endian */
    return NF_OK;
}

int32_t nf_engine_global_set(nf_engine *engine, uint32_t global_index, uint64_t value)
{
    uint32_t bytes;
    void *global = is_loaded(engine) ? engine->operations->global(engine, global_index, &bytes) : NULL;
    if (global == NULL) return NF_OUT_OF_RANGE;
    memcpy(global, &value, bytes);
    return NF_OK;
}

int32_t nf_engine_backtrace(nf_engine *engine, nf_backtrace *backtrace)
{
    if (engine) *backtrace = engine->backtrace;
    else memset(backtrace, 0, sizeof *backtrace);
    return NF_OK;
}

const char *nf_engine_message(nf_engine *engine)
{
    return engine ? engine->message : "";
}

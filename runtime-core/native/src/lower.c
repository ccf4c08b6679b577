/* The functions of import module nf.lower: what a package calls where its source had an instruction that wasm3 lacks
 * (docs/PACKAGE.md). A hostile package may call them with anything, so each range is checked here. */
#include <string.h>

#include "engine_internal.h"
#include "nf_status.h"

/* The passive section as the engine knows it; a package's numbers are checked against it. */
static bool is_within(uint64_t start, uint64_t length, uint64_t size)
{
    return start + length <= size; /* each below 2^32 or a memory's size: no wrap */
}

/* memory.init (core specification 4.4.7.9): destination, source, length, left of the segment, its start in nf.passive. */
static int32_t memory_init(nf_host_call *call)
{
    nf_engine *engine = call->engine;
    uint32_t destination = (uint32_t)call->arguments[0], source = (uint32_t)call->arguments[1], length = (uint32_t)call->arguments[2];
    uint32_t left = (uint32_t)call->arguments[3], start = (uint32_t)call->arguments[4];
    if (!is_within(source, length, left) || !is_within(destination, length, call->memory_bytes)) return NF_TRAP_OUT_OF_BOUNDS_MEMORY;
    if (!is_within((uint64_t)start + source, length, engine->passive_bytes)) return NF_TRAP_OUT_OF_BOUNDS_MEMORY;
    if (length != 0) memcpy(call->memory + destination, engine->passive + start + source, length);
    return NF_OK;
}

static uint32_t entry_at(const nf_engine *engine, uint64_t offset)
{
    const uint8_t *entry = engine->passive + offset;
    return entry[0] | (uint32_t)entry[1] << 8 | (uint32_t)entry[2] << 16 | (uint32_t)entry[3] << 24; /* NF_NO_FUNCTION is null */
}

/* table.init (4.4.6.7), with entries for bytes. */
static int32_t table_init(nf_host_call *call)
{
    enum { entry_bytes = 4 };
    nf_engine *engine = call->engine;
    uint32_t destination = (uint32_t)call->arguments[0], source = (uint32_t)call->arguments[1], length = (uint32_t)call->arguments[2];
    uint32_t left = (uint32_t)call->arguments[3], start = (uint32_t)call->arguments[4];
    bool fits = is_within(source, length, left) && is_within(destination, length, engine->operations->table_elements(engine));
    if (!fits) return NF_TRAP_OUT_OF_BOUNDS_TABLE;
    uint64_t first = start + (uint64_t)source * entry_bytes;
    if (!is_within(first, (uint64_t)length * entry_bytes, engine->passive_bytes)) return NF_TRAP_OUT_OF_BOUNDS_TABLE;
    engine->table_changed = true;
    for (uint32_t i = 0; i < length; i++) {
        int32_t status = engine->operations->set_element(engine, destination + i, entry_at(engine, first + (uint64_t)i * entry_bytes));
        if (status != NF_OK) return status;
    }
    return NF_OK;
}

/* table.copy (4.4.6.6). */
static int32_t table_copy(nf_host_call *call)
{
    nf_engine *engine = call->engine;
    uint32_t destination = (uint32_t)call->arguments[0], source = (uint32_t)call->arguments[1], length = (uint32_t)call->arguments[2];
    uint32_t elements = engine->operations->table_elements(engine);
    if (!is_within(source, length, elements) || !is_within(destination, length, elements)) return NF_TRAP_OUT_OF_BOUNDS_TABLE;
    engine->table_changed = true;
    engine->operations->move_elements(engine, destination, source, length);
    return NF_OK;
}

int32_t nf_engine_lowered(nf_engine *engine, uint32_t function_index, uint32_t which)
{
    static const nf_host_function functions[] = {memory_init, table_init, table_copy};
    if (which >= sizeof functions / sizeof functions[0]) return NF_INVALID_ARGUMENT;
    return nf_engine_link(engine, function_index, functions[which], 0);
}

int32_t nf_engine_passive(nf_engine *engine, const uint8_t *bytes, uint32_t size)
{
    engine->passive = bytes;
    engine->passive_bytes = size;
    return NF_OK;
}

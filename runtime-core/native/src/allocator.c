/* wasm3's calloc, realloc and free, renamed by compiler definitions: memory of the current engine's arena. */
#include <string.h>

#include "interpreter.h"
#include "nf_status.h"

const char nf_no_name[] = "";

void *nf_calloc(size_t count, size_t size);
void *nf_realloc(void *pointer, size_t size);
void nf_free(void *pointer);

static void *allocate(nf_engine *engine, size_t bytes)
{
    if (bytes > UINT32_MAX / 2) return NULL;
    if (bytes == 0) bytes = 1; /* wasm3 takes NULL for a failure, also when it asked for nothing */
    return engine->config.allocate(engine->config.arena, (uint32_t)bytes);
}

void *nf_calloc(size_t count, size_t size)
{
    if (size != 0 && count > UINT32_MAX / size) return NULL;
    void *pointer = allocate(nf_current_engine, count * size);
    if (pointer) memset(pointer, 0, count * size);
    return pointer;
}

/* Linear memory is resized in place: it was lent at its maximum. A guest can only make it larger: memory.grow with a
 * page count that wraps asks for less (or, in clipped memory, for the same); wasm3 then answers the guest with -1. */
static void *resize_linear_memory(nf_engine *engine, size_t bytes)
{
    size_t current = sizeof(M3MemoryHeader) + ((nf_interpreter *)engine)->runtime->memory.mallocated->length;
    if (engine->running && bytes <= current) return NULL;
    if (bytes > engine->config.memory_bytes) return NULL;
    if (engine->config.commit && engine->config.commit(engine->config.memory, (uint32_t)bytes) != NF_OK) return NULL;
    return engine->config.memory;
}

void *nf_realloc(void *pointer, size_t size)
{
    nf_engine *engine = nf_current_engine;
    if (pointer != NULL && pointer == engine->config.memory) return resize_linear_memory(engine, size);

    void *moved = allocate(engine, size);
    if (moved == NULL || pointer == NULL) return moved;
    size_t old_size = engine->config.size_of(engine->config.arena, pointer);
    memcpy(moved, pointer, old_size < size ? old_size : size);
    engine->config.release(engine->config.arena, pointer);
    return moved;
}

void nf_free(void *pointer)
{
    nf_engine *engine = nf_current_engine;
    if (pointer == NULL || pointer == nf_no_name || pointer == engine->config.memory) return;
    engine->config.release(engine->config.arena, pointer);
}

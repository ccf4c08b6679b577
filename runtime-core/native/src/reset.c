/* An instance back to what it was when it had been loaded, without decoding, validating or compiling again. What a module's bytes say
 * (data, elements, initial values of globals) is read by the C# side, in place; here is what only the engine knows. */
#include "engine_internal.h"
#include "nf_status.h"

int32_t nf_engine_baseline(nf_engine *engine, uint64_t *memory_bytes)
{
    *memory_bytes = engine ? engine->baseline_bytes : 0;
    return engine && engine->loaded ? NF_OK : NF_NOT_FOUND;
}

int32_t nf_engine_tainted(nf_engine *engine)
{
    return engine != NULL && engine->tainted;
}

int32_t nf_engine_running(nf_engine *engine)
{
    return engine != NULL && engine->running;
}

int32_t nf_engine_reset(nf_engine *engine, int32_t *table_changed)
{
    *table_changed = 0;
    if (engine == NULL || !engine->loaded) return NF_NOT_FOUND;
    if (engine->running) return NF_REENTRANT;
    engine->operations->reset(engine);
    *table_changed = engine->table_changed;
    engine->table_changed = false;
    engine->tainted = false;
    engine->message = "";
    engine->host_status = NF_OK;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
    return NF_OK;
}

int32_t nf_engine_refill(nf_engine *engine)
{
    if (engine == NULL || !engine->loaded) return NF_NOT_FOUND;
    return engine->running ? NF_REENTRANT : engine->operations->refill(engine);
}

int32_t nf_engine_table_set(nf_engine *engine, uint32_t element, uint32_t function_index)
{
    if (engine == NULL || !engine->loaded) return NF_NOT_FOUND;
    if (element >= engine->operations->table_elements(engine) || function_index == NF_NO_FUNCTION) return NF_OUT_OF_RANGE;
    return engine->operations->set_element(engine, element, function_index);
}

/* An instance back to what it was when it had been loaded, without decoding, validating or compiling again. What a module's bytes say
 * (data, elements, initial values of globals) is read by the C# side, in place; here is what only the engine knows. */
#include <string.h>

#include "engine_internal.h"
#include "nf_status.h"

void nf_keep_baseline(nf_engine *engine)
{
    const M3Memory *memory = &engine->runtime->memory;
    engine->baseline_pages = memory->numPages;
    engine->baseline_bytes = memory->mallocated->length;
    engine->start_function = engine->module->startFunction;
}

int32_t nf_engine_baseline(nf_engine *engine, uint64_t *memory_bytes)
{
    *memory_bytes = engine ? engine->baseline_bytes : 0;
    return engine && engine->module ? NF_OK : NF_NOT_FOUND;
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
    if (engine == NULL || engine->module == NULL) return NF_NOT_FOUND;
    IM3Module module = engine->module;
    if (engine->running) return NF_REENTRANT;
    M3Memory *memory = &engine->runtime->memory;
    memory->numPages = engine->baseline_pages;
    memory->mallocated->length = engine->baseline_bytes;
    module->startFunction = engine->start_function;
    if (engine->table_changed) {
        memset(module->table0, 0, module->table0Size * sizeof *module->table0);
        *table_changed = 1;
    }
    engine->table_changed = false;
    engine->tainted = false;
    engine->message = "";
    engine->host_status = NF_OK;
    engine->trapping_import = NULL;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
    return NF_OK;
}

int32_t nf_engine_table_set(nf_engine *engine, uint32_t element, uint32_t function_index)
{
    if (engine == NULL || engine->module == NULL) return NF_NOT_FOUND;
    IM3Module module = engine->module;
    if (element >= module->table0Size || function_index >= module->numFunctions) return NF_OUT_OF_RANGE;
    module->table0[element] = &module->functions[function_index];
    return NF_OK;
}

/* Fuel and call depth of a metered module (docs/PACKAGE.md): two globals that the module's own instructions count down. */
#include "engine_internal.h"
#include "nf_status.h"

static int64_t *counter(nf_engine *engine, uint32_t global_index)
{
    uint32_t bytes = 0;
    void *global = engine->operations->global(engine, global_index, &bytes);
    return bytes == sizeof(int64_t) ? global : NULL;
}

int32_t nf_engine_meter(nf_engine *engine, uint32_t fuel_global, uint32_t depth_global, uint32_t depth_max)
{
    if (engine == NULL || !engine->loaded) return NF_NOT_FOUND;
    int64_t *fuel = counter(engine, fuel_global), *depth = counter(engine, depth_global);
    if (fuel == NULL || depth == NULL) return NF_OUT_OF_RANGE;
    engine->fuel = fuel;
    engine->depth = depth;
    engine->depth_max = depth_max;
    return NF_OK;
}

int32_t nf_engine_set_fuel(nf_engine *engine, uint64_t units)
{
    if (engine == NULL || engine->fuel == NULL) return NF_NOT_SUPPORTED;
    *engine->fuel = (int64_t)(units < NF_FUEL_MAX ? units : NF_FUEL_MAX);
    return NF_OK;
}

uint64_t nf_engine_fuel(nf_engine *engine)
{
    return engine && engine->fuel && *engine->fuel > 0 ? (uint64_t)*engine->fuel : 0;
}

int32_t nf_engine_charge(nf_engine *engine, uint64_t units)
{
    if (engine->fuel == NULL) return NF_OK;
    if (units <= nf_engine_fuel(engine)) {
        *engine->fuel -= (int64_t)units;
        return NF_OK;
    }
    *engine->fuel = -1;
    return NF_TRAP_OUT_OF_FUEL;
}

/* Fuel and call depth of a metered module (docs/PACKAGE.md): two globals that the module's own instructions count down. */
#include "engine_internal.h"
#include "nf_status.h"

int32_t nf_engine_meter(nf_engine *engine, uint32_t fuel_global, uint32_t depth_global, uint32_t depth_max)
{
    IM3Module module = engine ? engine->module : NULL;
    if (module == NULL) return NF_NOT_FOUND;
    if (fuel_global >= module->numGlobals || depth_global >= module->numGlobals) return NF_OUT_OF_RANGE;
    engine->fuel = &module->globals[fuel_global].i64Value;
    engine->depth = &module->globals[depth_global].i64Value;
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

int32_t nf_meter_status(nf_engine *engine, int32_t status)
{
    if (engine->fuel == NULL || status != NF_TRAP_UNREACHABLE) return status;
    if (*engine->fuel < 0) return NF_TRAP_OUT_OF_FUEL;
    return *engine->depth < 0 ? NF_TRAP_OUT_OF_DEPTH : status;
}

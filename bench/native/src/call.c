#include "nf_bench.h"

int64_t nf_bench_call(nf_engine *engine, uint32_t function_index, uint32_t count)
{
    int64_t sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t argument = i, result;
        int32_t status = nf_engine_call(engine, function_index, &argument, 1, &result, 1);
        if (status != 0) return -status;
        sum += (uint32_t)result;
    }
    return sum;
}

int32_t nf_bench_add(nf_host_call *call)
{
    call->results[0] = (uint32_t)((uint32_t)call->arguments[0] + (uint32_t)call->arguments[1]);
    return 0;
}

int32_t nf_bench_enter(nf_host_call *call)
{
    *(nf_engine **)call->context = call->engine;
    return 0;
}

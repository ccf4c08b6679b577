#include <stdlib.h>

#include "nf_bench.h"

void nf_bench_malloc_pair(uint32_t bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) free(malloc(bytes));
}

void nf_bench_malloc_mix(const nf_bench_step *steps, uint32_t step_count, void **live, uint32_t count)
{
    for (uint32_t i = 0, next = 0; i < count; i++) {
        nf_bench_step step = steps[next];
        next = next + 1 == step_count ? 0 : next + 1;
        free(live[step.slot]);
        live[step.slot] = malloc(step.bytes);
    }
}

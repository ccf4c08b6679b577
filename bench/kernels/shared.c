#include "../../examples/kernels/kernels.h"
#include "kernel.h"

/* The kernels that examples/kernels has, each as often as asked for. */
static uint64_t repeat(uint32_t rounds, uint32_t kernel(uint32_t seed))
{
    uint32_t seed = 0x2545f491;
    uint64_t checksum = 0;
    for (uint32_t round = 0; round < rounds; round++)
        checksum = fold(checksum, kernel(random_next(&seed)));
    return checksum;
}

KERNEL(sort)
{
    return repeat(rounds, sort_kernel);
}

KERNEL(matrix)
{
    return repeat(rounds, matrix_kernel);
}

KERNEL(machine)
{
    return repeat(rounds, scanner_kernel);
}

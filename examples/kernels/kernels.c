/*
 * Pure compute for measuring an engine: run(iterations) does all kernels that often and gives a checksum,
 * so that engines can be compared and none can skip the work.
 */
#include "kernels.h"
#include "nf.h"

NF_EXPORT("run") int32_t run(int32_t iterations)
{
    uint32_t seed = 0x2545f491;
    uint16_t crc = 0;
    for (int32_t i = 0; i < iterations; i++) {
        crc = crc16_add(crc, list_kernel(random_next(&seed)));
        crc = crc16_add(crc, matrix_kernel(random_next(&seed)));
        crc = crc16_add(crc, scanner_kernel(random_next(&seed)));
        crc = crc16_add(crc, sort_kernel(random_next(&seed)));
    }
    return crc;
}

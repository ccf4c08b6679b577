#include "kernels.h"

enum { LENGTH = 128 };

static uint32_t values[LENGTH];

/* Moves the value at the root of a heap down to where it belongs. */
static void sift_down(uint32_t root, uint32_t length)
{
    uint32_t value = values[root];
    for (;;) {
        uint32_t child = 2 * root + 1;
        if (child >= length)
            break;
        if (child + 1 < length && values[child + 1] > values[child])
            child++;
        if (values[child] <= value)
            break;
        values[root] = values[child];
        root = child;
    }
    values[root] = value;
}

uint32_t sort_kernel(uint32_t seed)
{
    for (uint32_t i = 0; i < LENGTH; i++)
        values[i] = random_next(&seed);

    for (uint32_t root = LENGTH / 2; root-- > 0;)
        sift_down(root, LENGTH);
    for (uint32_t length = LENGTH - 1; length > 0; length--) {
        uint32_t largest = values[0];
        values[0] = values[length];
        values[length] = largest;
        sift_down(0, length);
    }

    uint32_t checksum = 0;
    for (uint32_t i = 0; i < LENGTH; i++)
        checksum = checksum * 31 + values[i];
    return checksum;
}

#include "kernels.h"

enum { SIZE = 12 };

static int16_t left[SIZE][SIZE];
static int16_t right[SIZE][SIZE];

static void fill(int16_t matrix[SIZE][SIZE], uint32_t *seed)
{
    for (uint32_t row = 0; row < SIZE; row++)
        for (uint32_t column = 0; column < SIZE; column++)
            matrix[row][column] = (int16_t)(random_next(seed) >> 20);
}

/* Products are below 2^24 and sums below 2^28: nothing overflows. */
static int32_t product(uint32_t row, uint32_t column)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < SIZE; i++)
        sum += left[row][i] * right[i][column];
    return sum;
}

uint32_t matrix_kernel(uint32_t seed)
{
    fill(left, &seed);
    fill(right, &seed);
    uint32_t checksum = 0;
    for (uint32_t row = 0; row < SIZE; row++)
        for (uint32_t column = 0; column < SIZE; column++)
            checksum = checksum * 31 + (uint32_t)product(row, column);
    return checksum;
}

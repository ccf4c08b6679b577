#include "kernel.h"

enum { NUMBERS = 32 };

/* Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
static uint64_t split_mix(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

/* Euclid's algorithm. */
static uint32_t greatest_common_divisor(uint32_t a, uint32_t b)
{
    while (b != 0) {
        uint32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

KERNEL(integer)
{
    uint64_t state = 1, checksum = 0;
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t i = 0; i < NUMBERS; i++) {
            uint64_t number = split_mix(&state);
            checksum = fold(checksum, number);
            if (i % 8 == 0)
                checksum += greatest_common_divisor((uint32_t)number, (uint32_t)(number >> 32));
        }
    }
    return checksum;
}

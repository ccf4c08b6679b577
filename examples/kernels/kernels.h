/* The kernels of this benchmark: each does a fixed amount of work that depends on its seed, and gives a checksum. */
#ifndef KERNELS_H
#define KERNELS_H

#include <stdint.h>

/* Builds, finds in, reverses and sorts a linked list. */
uint32_t list_kernel(uint32_t seed);

/* Multiplies two matrices of 16-bit integers. */
uint32_t matrix_kernel(uint32_t seed);

/* Scans text for numbers with a state machine. */
uint32_t scanner_kernel(uint32_t seed);

/* Sorts integers in place with heap sort. */
uint32_t sort_kernel(uint32_t seed);

/* CRC-16/ARC (polynomial 0x8005, reflected) of a 32-bit value, little endian, continuing from crc. */
uint16_t crc16_add(uint16_t crc, uint32_t value);

/* The next of a sequence of pseudo-random numbers; the state must not be 0. */
static inline uint32_t random_next(uint32_t *state)
{
    /* xorshift32: Marsaglia, "Xorshift RNGs", 2003. */
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    *state = x;
    return x;
}

#endif

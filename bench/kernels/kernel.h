/*
 * The kernels of `nf bench engines`. Each does `rounds` times the same amount of work and gives a checksum that depends on all of it, so
 * that engines can be compared and none can skip work. Together they touch less than 16 KB of memory.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdint.h>

#ifdef __wasm__
#define KERNEL(name) __attribute__((export_name("kernel_" #name))) uint64_t kernel_##name(uint32_t rounds)
#else
#define KERNEL(name) uint64_t kernel_##name(uint32_t rounds)
#endif

/* 64-bit multiply, shift and exclusive or; 32-bit division. */
KERNEL(integer);

/* Double precision: add, multiply, divide, square root. */
KERNEL(float);

/* Loads and stores of all widths: copies, strides, a gather. */
KERNEL(memory);

/* Recursion of two functions that call each other. Compilers of this source may not inline them; one of what is made of it may. */
KERNEL(calls);

/* Calls through a table of functions. */
KERNEL(indirect);

/* SHA-256 of messages of 1,024 bytes. */
KERNEL(sha256);

/* Heap sort of 128 integers. */
KERNEL(sort);

/* Product of two matrices of 12 by 12 integers. */
KERNEL(matrix);

/* A state machine over 256 characters. */
KERNEL(machine);

/* Folds a value into a checksum. */
static inline uint64_t fold(uint64_t checksum, uint64_t value)
{
    return (checksum ^ value) * 0x9e3779b97f4a7c15u;
}

#endif

#include "kernel.h"

enum { CALLS = 64, OPERATIONS = 8 };

typedef uint32_t operation(uint32_t a, uint32_t b);

static uint32_t add(uint32_t a, uint32_t b) { return a + b; }
static uint32_t subtract(uint32_t a, uint32_t b) { return a - b; }
static uint32_t multiply(uint32_t a, uint32_t b) { return a * (b | 1); }
static uint32_t exclude(uint32_t a, uint32_t b) { return a ^ b; }
static uint32_t unite(uint32_t a, uint32_t b) { return a + (a | b); }
static uint32_t rotate(uint32_t a, uint32_t b) { return a << (b % 31 + 1) | a >> (31 - b % 31); }
static uint32_t choose(uint32_t a, uint32_t b) { return a < b ? a + 7 : b + 5; }
static uint32_t mirror(uint32_t a, uint32_t b) { return ~a + (b >> 3); }

static operation *const operations[OPERATIONS] = {add, subtract, multiply, exclude, unite, rotate, choose, mirror};

KERNEL(indirect)
{
    uint32_t a = 1, b = 0x2545f491;
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t i = 0; i < CALLS; i++) {
            b = b * 1664525 + 1013904223;
            a = operations[b >> 29](a, b);
        }
    }
    return fold(a, b);
}

#include "kernel.h"

enum { ARGUMENT = 24 };

/* Hofstadter, "Gödel, Escher, Bach", chapter 5: the female and the male sequence. No call is the last thing that a function does. */
__attribute__((noinline)) static uint32_t male(uint32_t n);

__attribute__((noinline)) static uint32_t female(uint32_t n)
{
    return n == 0 ? 1 : n - male(female(n - 1));
}

__attribute__((noinline)) static uint32_t male(uint32_t n)
{
    return n == 0 ? 0 : n - female(male(n - 1));
}

KERNEL(calls)
{
    uint64_t checksum = 0;
    for (uint32_t round = 0; round < rounds; round++)
        checksum = fold(checksum, female(ARGUMENT - round % 4));
    return checksum;
}

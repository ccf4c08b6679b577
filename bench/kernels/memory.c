#include "kernel.h"

enum { WORDS = 512, BYTES = WORDS * 8, STRIDE = 37 };

static union {
    uint64_t words[WORDS];
    uint32_t halves[WORDS * 2];
    uint16_t quarters[WORDS * 4];
    uint8_t bytes[BYTES];
} from, to;

static void fill(uint64_t seed)
{
    for (uint32_t i = 0; i < WORDS; i++)
        from.words[i] = seed = seed * 6364136223846793005u + 1442695040888963407u;
}

static void copy_words(void)
{
    for (uint32_t i = 0; i < WORDS; i++)
        to.words[i] = from.words[i] ^ i;
}

static void reverse_bytes(void)
{
    for (uint32_t i = 0; i < BYTES / 4; i++)
        from.bytes[i] = to.bytes[BYTES - 1 - i];
}

/* A stride that is prime to the length reaches every place. */
static void stride_halves(void)
{
    uint32_t place = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        from.halves[place] += to.halves[i];
        place = (place + STRIDE) % (WORDS * 2);
    }
}

/* The place of each load is the value of the one before. */
static uint32_t follow_quarters(void)
{
    uint32_t place = 0, sum = 0;
    for (uint32_t i = 0; i < WORDS; i++) {
        place = (from.quarters[place] + i) % (WORDS * 4);
        sum = sum * 31 + place;
    }
    return sum;
}

KERNEL(memory)
{
    uint64_t checksum = 0;
    fill(rounds);
    for (uint32_t round = 0; round < rounds; round++) {
        copy_words();
        reverse_bytes();
        stride_halves();
        checksum = fold(checksum, follow_quarters());
    }
    return checksum;
}

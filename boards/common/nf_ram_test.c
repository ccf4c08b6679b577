/*
 * March C-: writes and reads every word of a range in both orders, with all bits 0 and all bits 1. Finds stuck bits, wrong address lines
 * and cells that change with their neighbours. Source: van de Goor, "Using March Tests to Test SRAMs", IEEE Design & Test, 1993.
 * 10 accesses a word: 56 KB take 30 ms on a Cortex-M3 at 12.5 MHz.
 */
#include <stddef.h>
#include "nf_board.h"
#include "nf_crash.h"

#define ZEROS 0u
#define ONES 0xFFFFFFFFu

static const volatile uint32_t *up(volatile uint32_t *word, const volatile uint32_t *end, uint32_t expected, uint32_t next)
{
    for (; word < end; word++) {
        if (*word != expected)
            return word;
        *word = next;
    }
    return NULL;
}

static const volatile uint32_t *down(volatile uint32_t *start, volatile uint32_t *word, uint32_t expected, uint32_t next)
{
    while (word-- > start) {
        if (*word != expected)
            return word;
        *word = next;
    }
    return NULL;
}

/* The first broken word, or NULL; the range is 0 afterwards. */
static const volatile uint32_t *find_broken(uint32_t *start, uint32_t *end)
{
    for (volatile uint32_t *word = start; word < end; word++)
        *word = ZEROS;
    const volatile uint32_t *broken = up(start, end, ZEROS, ONES);
    if (broken == NULL)
        broken = up(start, end, ONES, ZEROS);
    if (broken == NULL)
        broken = down(start, end, ZEROS, ONES);
    if (broken == NULL)
        broken = down(start, end, ONES, ZEROS);
    return broken != NULL ? broken : up(start, end, ZEROS, ZEROS);
}

void nf_ram_check(uint32_t *start, uint32_t *end)
{
    const volatile uint32_t *broken = find_broken(start, end);
    if (broken == NULL)
        return;
    const struct nf_host_fault fault = { .kind = NF_FAULT_BROKEN_MEMORY, .pc = (uintptr_t)broken };
    nf_fault_print(NF_FAULT_BROKEN_MEMORY, (uintptr_t)broken);
    nf_fault_end(&fault);
}

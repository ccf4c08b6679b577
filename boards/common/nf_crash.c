/* The records that outlive a reset: see nf_crash.h. */
#include <stddef.h>
#include "nf_board.h"
#include "nf_crash.h"

/* FNV-1a over words. No CRC: this runs after a fault, and has to tell a record from what power-on leaves, not to find single bits. */
static uint32_t check_of(const uint32_t *words, uint32_t count)
{
    uint32_t hash = 0x811C9DC5u;
    for (uint32_t i = 0; i < count; i++)
        hash = (hash ^ words[i]) * 0x01000193u;
    return hash;
}

void nf_crash_seal(void *part, uint32_t bytes)
{
    uint32_t last = bytes / sizeof(uint32_t) - 1;
    ((uint32_t *)part)[last] = check_of(part, last);
}

int nf_crash_is_whole(const void *part, uint32_t bytes)
{
    uint32_t last = bytes / sizeof(uint32_t) - 1;
    return ((const uint32_t *)part)[last] == check_of(part, last);
}

/* The note, or an empty one when power has come on. */
static struct nf_reset_note *note(void)
{
    struct nf_reset_note *note = &nf_crash_memory()->note;
    if (!nf_crash_is_whole(note, sizeof *note))
        *note = (struct nf_reset_note){ 0 };
    return note;
}

void nf_crash_begin(void)
{
    struct nf_reset_note *current = note();
    int was_clean = current->boots == 0 || current->reason == NF_RESET_RESTART || current->reason == NF_RESET_STOP;
    current->boots++;
    current->unclean += !was_clean;
    current->last_reason = current->reason;
    current->reason = NF_RESET_NONE;
    nf_crash_seal(current, sizeof *current);
}

void nf_crash_expect(uint32_t reason)
{
    struct nf_reset_note *current = note();
    current->reason = reason;
    current->faults += reason == NF_RESET_FAULT;
    nf_crash_seal(current, sizeof *current);
}

void nf_crash_record(const struct nf_host_fault *fault)
{
    struct nf_host_fault *host = &nf_crash_memory()->host;
    *host = *fault;
    host->uptime_ns = nf_uptime_ns();
    nf_crash_seal(host, sizeof *host);
    nf_crash_expect(NF_RESET_FAULT);
}

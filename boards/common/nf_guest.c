/* The packages of the image: the build puts them and a table of them into the section .guest. */
#include "nf_board.h"

/* Their number, then for each the offset of its first byte from here, and its length. */
extern const uint32_t nf_guest_table[];
extern const uint8_t nf_scenario_start[], nf_scenario_end[];
extern const uint8_t nf_device_key_start[], nf_device_key_end[];

const uint8_t *nf_guest_at(uint32_t index, uint32_t *bytes)
{
    *bytes = 0;
    if (index >= nf_guest_table[0])
        return 0;
    *bytes = nf_guest_table[2 * index + 2];
    return (const uint8_t *)nf_guest_table + nf_guest_table[2 * index + 1];
}

const uint8_t *nf_guest(uint32_t *bytes) { return nf_guest_at(0, bytes); }

const uint8_t *nf_scenario(uint32_t *bytes)
{
    *bytes = (uint32_t)(nf_scenario_end - nf_scenario_start);
    return nf_scenario_start;
}

const uint8_t *nf_device_key(uint32_t *bytes)
{
    *bytes = (uint32_t)(nf_device_key_end - nf_device_key_start);
    return nf_device_key_start;
}

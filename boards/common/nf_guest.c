/* The guest package: the build puts both files into the section .guest. */
#include "nf_board.h"

extern const uint8_t nf_guest_start[], nf_guest_end[];
extern const uint8_t nf_scenario_start[], nf_scenario_end[];

const uint8_t *nf_guest(uint32_t *bytes)
{
    *bytes = (uint32_t)(nf_guest_end - nf_guest_start);
    return nf_guest_start;
}

const uint8_t *nf_scenario(uint32_t *bytes)
{
    *bytes = (uint32_t)(nf_scenario_end - nf_scenario_start);
    return nf_scenario_start;
}

/* What is different in a program that stays on its target: see nf_fault_end in nf_board.h. */
#include "nf_board.h"
#include "nf_crash.h"

void nf_fault_end(const struct nf_host_fault *fault)
{
    nf_crash_record(fault);
    nf_restart(nf_fault_status(fault));
}

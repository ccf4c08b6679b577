/* Interrupts of a Cortex-M, for C# (by the same names) and for the boards' own C. ARMv7-M Architecture Reference Manual, B1.4. */
#ifndef NF_CORTEX_M_H
#define NF_CORTEX_M_H

#include <stdint.h>

#define NF_REGISTER(address) (*(volatile uint32_t *)(address))

/* Holds interrupts off; the result goes to nf_irq_restore. Nests. */
uint32_t nf_irq_save(void);
void nf_irq_restore(uint32_t saved);

/* Bytes of the stack that were used at most since start, and all it has. */
uint32_t nf_stack_used_max(void);
uint32_t nf_stack_bytes(void);

/* Sleeps until an interrupt comes. */
void nf_wait_for_interrupt(void);

#endif

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

/* Lets an interrupt of the chip through. */
void nf_irq_enable(int number);

/* A program's own, for every interrupt but the alarm's; -14 is the one that can't be held off. Without it an interrupt is a fault. */
void nf_irq(int number);

/* Lets time run: from 0, at the first call. */
void nf_clock_start(void);

/* The system timer's interrupt, and any other but the alarm's. */
void nf_clock_round(void);
void nf_clock_interrupted(void);

/* Sleeps until a time since start, or until an interrupt comes; also when one has come since the last sleep. */
void nf_wait_until(uint64_t uptime_ns);

/* A board's one-shot timer: interrupts once after so many core clocks, at least 1. The interrupt is cleared by the second. */
extern const int nf_board_alarm_irq;
void nf_board_alarm(uint32_t clocks);
void nf_board_alarm_end(void);

/* Memory protection: from now on. nf_board_map adds a board's own memory. */
void nf_mpu_start(void);
void nf_mpu_data(uint32_t number, uint32_t base, uint32_t bytes);
void nf_board_map(void);

#endif

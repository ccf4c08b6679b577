/*
 * Arm MPS2 with the Cortex-M7 image AN500: CMSDK UART0, timer 0 as alarm, non-volatile memory at 0x60000000.
 * Cortex-M System Design Kit reference manual (DDI 0479), 4.1 (timer), 4.3 (UART).
 */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define TIMER0 0x40000000u
#define RELOAD 1000u
#define UART0 0x40004000u
#define MEMORY 0x60000000u
#define MEMORY_BYTES 0x01000000u

void nf_board_init(void)
{
    NF_REGISTER(UART0 + 0x10) = 217; /* 25 MHz / 115200 */
    NF_REGISTER(UART0 + 0x08) = 3;   /* send and receive */
}

void nf_board_putc(int byte)
{
    while (NF_REGISTER(UART0 + 0x04) & 1)
        ;
    NF_REGISTER(UART0) = (uint32_t)byte;
}

void nf_board_map(void) { nf_mpu_data(4, MEMORY, MEMORY_BYTES); }

const int nf_board_alarm_irq = 8;

void nf_board_alarm(uint32_t clocks)
{
    NF_REGISTER(TIMER0 + 0x00) = 0;
    /* It goes on after the end. Soon: the emulator may let this one end, too, before it lets the processor see the first. */
    NF_REGISTER(TIMER0 + 0x08) = RELOAD;
    NF_REGISTER(TIMER0 + 0x04) = clocks;
    NF_REGISTER(TIMER0 + 0x00) = 9; /* on, with interrupt */
}

void nf_board_alarm_end(void)
{
    NF_REGISTER(TIMER0 + 0x00) = 0;
    NF_REGISTER(TIMER0 + 0x0C) = 1;
}

/*
 * Texas Instruments Stellaris LM3S6965 evaluation board: UART0 on PA0/PA1, timer 0 as alarm.
 * LM3S6965 data sheet, 5 (system control), 8 (GPIO), 9 (general-purpose timers), 12 (UART).
 */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define RCGC1 0x400FE104u
#define RCGC2 0x400FE108u
#define GPIOA 0x40004000u
#define UART0 0x4000C000u
#define TIMER0 0x40030000u

void nf_board_init(void)
{
    NF_REGISTER(RCGC1) |= 1u << 16 | 1; /* timer 0, UART0 */
    NF_REGISTER(RCGC2) |= 1;
    (void)NF_REGISTER(RCGC2); /* the clocks need three cycles */
    NF_REGISTER(GPIOA + 0x420) |= 3; /* alternate function */
    NF_REGISTER(GPIOA + 0x51C) |= 3; /* digital */
    NF_REGISTER(UART0 + 0x30) = 0;
    NF_REGISTER(UART0 + 0x24) = 6;  /* 12.5 MHz / (16 * 115200) = 6.78 */
    NF_REGISTER(UART0 + 0x28) = 50; /* 0.78 * 64 */
    NF_REGISTER(UART0 + 0x2C) = 0x70; /* 8 bits, FIFOs on */
    NF_REGISTER(UART0 + 0x30) = 0x301;
}

void nf_board_putc(int byte)
{
    while (NF_REGISTER(UART0 + 0x18) & 0x20)
        ;
    NF_REGISTER(UART0) = (uint32_t)byte;
}

const int nf_board_alarm_irq = 19;

void nf_board_alarm(uint32_t clocks)
{
    NF_REGISTER(TIMER0 + 0x0C) = 0;
    NF_REGISTER(TIMER0 + 0x00) = 0; /* 32 bits */
    NF_REGISTER(TIMER0 + 0x04) = 1; /* once, downwards */
    NF_REGISTER(TIMER0 + 0x28) = clocks;
    NF_REGISTER(TIMER0 + 0x18) = 1;
    NF_REGISTER(TIMER0 + 0x0C) = 1;
}

void nf_board_alarm_end(void)
{
    NF_REGISTER(TIMER0 + 0x0C) = 0;
    NF_REGISTER(TIMER0 + 0x24) = 1;
}

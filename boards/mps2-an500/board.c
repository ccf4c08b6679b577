/* Arm MPS2 with the Cortex-M7 image AN500: CMSDK UART0. Cortex-M System Design Kit reference manual (DDI 0479), 4.3. */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define UART0 0x40004000u

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

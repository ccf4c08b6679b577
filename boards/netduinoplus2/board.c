/* Netduino Plus 2 (STM32F405): USART1 on PA9/PA10, from the 16 MHz internal oscillator. RM0090, 7.3 (RCC), 8.4 (GPIO), 30.6 (USART). */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define RCC_AHB1ENR 0x40023830u
#define RCC_APB2ENR 0x40023844u
#define GPIOA 0x40020000u
#define USART1 0x40011000u

void nf_board_init(void)
{
    NF_REGISTER(RCC_AHB1ENR) |= 1;
    NF_REGISTER(RCC_APB2ENR) |= 1u << 4;
    NF_REGISTER(GPIOA) = (NF_REGISTER(GPIOA) & ~(0xFu << 18)) | (0xAu << 18); /* PA9, PA10: alternate function */
    NF_REGISTER(GPIOA + 0x24) = (NF_REGISTER(GPIOA + 0x24) & ~(0xFFu << 4)) | (0x77u << 4); /* function 7 */
    NF_REGISTER(USART1 + 0x08) = 139; /* 16 MHz / 115200 */
    NF_REGISTER(USART1 + 0x0C) = 0x200C; /* on, send, receive */
}

void nf_board_putc(int byte)
{
    while ((NF_REGISTER(USART1) & 0x80) == 0)
        ;
    NF_REGISTER(USART1 + 0x04) = (uint32_t)byte;
}

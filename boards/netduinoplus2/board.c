/*
 * Netduino Plus 2 (STM32F405): USART1 on PA9/PA10, timer 2 as alarm, from the 16 MHz internal oscillator.
 * RM0090, 7.3 (RCC), 8.4 (GPIO), 18.4 (timers), 30.6 (USART). The emulator lets the timer run at 1 GHz: sleepers wake too early and sleep again.
 */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define RCC_AHB1ENR 0x40023830u
#define RCC_APB1ENR 0x40023840u
#define RCC_APB2ENR 0x40023844u
#define GPIOA 0x40020000u
#define USART1 0x40011000u
#define TIM2 0x40000000u

void nf_board_init(void)
{
    NF_REGISTER(RCC_AHB1ENR) |= 1;
    NF_REGISTER(RCC_APB1ENR) |= 1;
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

const int nf_board_alarm_irq = 28;

void nf_board_alarm(uint32_t clocks)
{
    NF_REGISTER(TIM2 + 0x00) = 0;
    NF_REGISTER(TIM2 + 0x10) = 0;
    NF_REGISTER(TIM2 + 0x0C) = 1;
    NF_REGISTER(TIM2 + 0x28) = 0; /* no prescaler */
    NF_REGISTER(TIM2 + 0x2C) = clocks;
    NF_REGISTER(TIM2 + 0x00) = 0x0D; /* on, once; only its end interrupts */
    NF_REGISTER(TIM2 + 0x14) = 1;    /* from 0. Last: in the emulator a short time is over soon */
}

void nf_board_alarm_end(void)
{
    NF_REGISTER(TIM2 + 0x00) = 0;
    NF_REGISTER(TIM2 + 0x10) = 0;
}

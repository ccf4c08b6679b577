/*
 * Start-up of every Cortex-M board: vectors, memory, FPU, interrupts, faults.
 * Sources: ARMv7-M Architecture Reference Manual (DDI 0403E) B1.5 (exceptions), B3.2 (system control), B3.4 (NVIC).
 */
#include <stddef.h>
#include "nf_board.h"
#include "nf_cortex_m.h"
#include "nf_crash.h"

#define AIRCR 0xE000ED0Cu
#define CCR 0xE000ED14u
#define SHCSR 0xE000ED24u
#define CFSR 0xE000ED28u
#define MMFAR 0xE000ED34u
#define CPACR 0xE000ED88u
#define NVIC_ISER 0xE000E100u

#define STACK_PAINT 0xC5C5C5C5u

/* From the linker script. The stack is the lowest part of RAM, so that one that overflows leaves RAM instead of eating data. */
extern uint32_t __stack_bottom[], __stack_top[];
extern uint32_t __data_start[], __data_end[], __data_load[];
extern uint32_t __bss_start[], __bss_end[];
extern uint32_t __flash_origin[], __flash_bytes[];

/* Survives a reset. */
static struct nf_crash_memory crash_memory __attribute__((section(".noinit")));

struct nf_crash_memory *nf_crash_memory(void) { return &crash_memory; }

uint32_t nf_irq_save(void)
{
    uint32_t saved;
    __asm__ volatile("mrs %0, primask\n cpsid i" : "=r"(saved) : : "memory");
    return saved;
}

void nf_irq_restore(uint32_t saved) { __asm__ volatile("msr primask, %0" : : "r"(saved) : "memory"); }

void nf_wait_for_interrupt(void) { __asm__ volatile("dsb\n wfi" : : : "memory"); }

void nf_irq_enable(int number) { NF_REGISTER(NVIC_ISER + 4u * ((uint32_t)number / 32)) = 1u << (number & 31); }

void nf_restart(int code)
{
    (void)code;
    NF_REGISTER(AIRCR) = 0x05FA0004u;
    for (;;)
        __asm__ volatile("dsb");
}

int nf_thread_yield(void) { return 0; }

void nf_console_write(const uint8_t *bytes, int length)
{
    for (int i = 0; i < length; i++)
        nf_board_putc(bytes[i]);
}

void nf_report_write(const uint8_t *bytes, int length) { nf_console_write(bytes, length); }

uint32_t nf_stack_bytes(void) { return (uint32_t)((uint8_t *)__stack_top - (uint8_t *)__stack_bottom); }

uint32_t nf_stack_used_max(void)
{
    const volatile uint32_t *lowest = __stack_bottom;
    while (lowest < __stack_top && *lowest == STACK_PAINT)
        lowest++;
    return (uint32_t)((uint8_t *)__stack_top - (uint8_t *)lowest);
}

/* Semihosting SYS_EXIT_EXTENDED. Without a debugger the breakpoint becomes a HardFault, which resets the board: see nf_report. */
void nf_exit(int code)
{
    const uint32_t block[2] = { 0x20026u, (uint32_t)code };
    register uint32_t operation __asm__("r0") = 0x20;
    register const uint32_t *argument __asm__("r1") = block;
    __asm__ volatile("bkpt 0xab" : : "r"(operation), "r"(argument) : "memory");
    nf_restart(code);
}

/* Whether the processor stopped at the breakpoint of nf_exit: there is no debugger to take it. */
static int is_exit(uint32_t pc)
{
    const uint16_t breakpoint = 0xBEAB;
    return (pc & 1) == 0 && pc - (uint32_t)(uintptr_t)__flash_origin < (uint32_t)(uintptr_t)__flash_bytes && *(const uint16_t *)pc == breakpoint;
}

__attribute__((noreturn, used)) static void nf_report(const uint32_t *frame, uint32_t saved_pc, uint32_t saved_lr)
{
    const struct nf_host_fault fault = {
        .kind = frame < __stack_bottom ? NF_FAULT_STACK_OVERFLOW : NF_FAULT_PROCESSOR,
        .pc = saved_pc,
        .lr = saved_lr,
        .sp = (uintptr_t)frame,
        .cfsr = NF_REGISTER(CFSR),
        .mmfar = NF_REGISTER(MMFAR),
    };
    if ((fault.cfsr & 0x1Bu) == 0 && is_exit(saved_pc))
        nf_restart(0);
    nf_fault_print((int)fault.kind, saved_pc);
    nf_print("nf: lr ");
    nf_print_hex(saved_lr);
    nf_print(" cfsr ");
    nf_print_hex(fault.cfsr);
    nf_print(" mmfar ");
    nf_print_hex(fault.mmfar);
    nf_print(" sp ");
    nf_print_hex((uintptr_t)frame);
    nf_print("\n");
    nf_fault_end(&fault);
}

/*
 * The frame that the processor pushed tells where it happened. It is read first, and only if it lies in the stack: an
 * overflowing stack could not be pushed to. Then the stack is used from its top again, so that the report needs no RAM of its own.
 */
__attribute__((naked)) static void on_fault(void)
{
    __asm__ volatile(
        "mrs r0, msp\n"
        "movs r1, #0\n"
        "movs r2, #0\n"
        "ldr r3, =__stack_bottom\n"
        "cmp r0, r3\n"
        "blo 1f\n"
        "ldr r1, [r0, #24]\n"
        "ldr r2, [r0, #20]\n"
        "1: ldr r3, =__stack_top\n"
        "mov sp, r3\n"
        "b nf_report\n"
        ".ltorg\n");
}

__attribute__((weak)) void nf_irq(int number)
{
    (void)number;
    on_fault();
}

static void on_interrupt(void)
{
    uint32_t exception;
    __asm__ volatile("mrs %0, ipsr" : "=r"(exception));
    int number = (int)exception - 16;
    if (number == nf_board_alarm_irq) {
        nf_board_alarm_end();
        return;
    }
    nf_clock_interrupted();
    nf_irq(number);
}

__attribute__((weak)) void nf_ram_check(uint32_t *start, uint32_t *end)
{
    (void)start;
    (void)end;
}

__attribute__((noreturn, used)) static void start(void)
{
#if defined(__ARM_FP)
    NF_REGISTER(CPACR) |= 0xFu << 20;
    __asm__ volatile("dsb\n isb");
#endif
    nf_board_init();
    /* All that the program keeps in RAM but its stack, which is in use. */
    nf_ram_check(__data_start, __bss_end);
    for (uint32_t *to = __data_start, *from = __data_load; to < __data_end;)
        *to++ = *from++;
    for (uint32_t *to = __bss_start; to < __bss_end;)
        *to++ = 0;

    uint32_t *here = (uint32_t *)__builtin_frame_address(0) - 16;
    for (volatile uint32_t *to = __stack_bottom; to < here;)
        *to++ = STACK_PAINT;

    NF_REGISTER(SHCSR) |= 0x70000u; /* memory, bus and usage faults have vectors of their own */
    NF_REGISTER(CCR) |= 1u << 4;    /* division by zero is a fault */
    nf_mpu_start();
    nf_exit(nf_main(0, NULL));
}

__attribute__((naked, noreturn)) void nf_reset(void)
{
    __asm__ volatile("ldr r0, =__stack_top\n mov sp, r0\n b start\n .ltorg\n");
}

typedef void (*handler)(void);

__attribute__((section(".vectors"), used)) static const struct {
    uint32_t *stack;
    handler system[15];
    handler interrupts[NF_INTERRUPTS];
} vectors = {
    __stack_top,
    { nf_reset, on_interrupt, on_fault, on_fault, on_fault, on_fault, NULL, NULL, NULL, NULL, on_fault, on_fault, NULL, on_fault, nf_clock_round },
    { [0 ... NF_INTERRUPTS - 1] = on_interrupt },
};

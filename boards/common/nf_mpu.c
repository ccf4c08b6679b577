/*
 * The memory protection unit of a Cortex-M (PMSAv7). ARMv7-M Architecture Reference Manual (DDI 0403E) B3.5.
 *
 * The default map is off: what no region names cannot be accessed. That is possible because a board has three things only: flash, RAM
 * and devices; the core's own registers at 0xE0000000 are outside the unit's reach. Below RAM is nothing, and the stack is the lowest
 * part of RAM, so a stack that overflows needs no guard of its own.
 */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define MPU_TYPE 0xE000ED90u
#define MPU_CTRL 0xE000ED94u
#define MPU_RNR 0xE000ED98u
#define MPU_RBAR 0xE000ED9Cu
#define MPU_RASR 0xE000EDA0u

#define ENABLE 1u
#define EXECUTE_NEVER (1u << 28)
#define READ_WRITE (3u << 24)
#define READ_ONLY (6u << 24)
#define NO_ACCESS 0u
#define MEMORY (1u << 17)                /* write-through: no cache of any board is on */
#define DEVICE ((1u << 18) | (1u << 16)) /* shared */

#define PERIPHERALS 0x40000000u
#define PERIPHERALS_BYTES 0x20000000u
#define NULL_GUARD_BYTES 32u

extern uint32_t __flash_origin[], __flash_bytes[], __ram_origin[], __ram_bytes[];

static void region(uint32_t number, uint32_t base, uint32_t bytes, uint32_t attributes)
{
    uint32_t size_log2 = 32u - (uint32_t)__builtin_clz(bytes - 1);
    NF_REGISTER(MPU_RNR) = number;
    NF_REGISTER(MPU_RBAR) = base;
    NF_REGISTER(MPU_RASR) = attributes | ((size_log2 - 1) << 1) | ENABLE;
}

void nf_mpu_data(uint32_t number, uint32_t base, uint32_t bytes) { region(number, base, bytes, EXECUTE_NEVER | READ_WRITE | MEMORY); }

/* A board with more memory than flash and RAM gives its own, and regions from 4 on. */
__attribute__((weak)) void nf_board_map(void) { }

void nf_mpu_start(void)
{
    if (NF_REGISTER(MPU_TYPE) == 0)
        return;
    region(0, (uint32_t)(uintptr_t)__flash_origin, (uint32_t)(uintptr_t)__flash_bytes, READ_ONLY | MEMORY);
    region(1, 0, NULL_GUARD_BYTES, EXECUTE_NEVER | NO_ACCESS); /* where flash is at 0; of two regions the higher one counts */
    nf_mpu_data(2, (uint32_t)(uintptr_t)__ram_origin, (uint32_t)(uintptr_t)__ram_bytes);
    region(3, PERIPHERALS, PERIPHERALS_BYTES, EXECUTE_NEVER | READ_WRITE | DEVICE);
    nf_board_map();
    NF_REGISTER(MPU_CTRL) = ENABLE;
    __asm__ volatile("dsb\n isb");
}

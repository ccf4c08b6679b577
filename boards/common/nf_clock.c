/*
 * Time of a Cortex-M board. The system timer counts core clocks in rounds of 2^24 and interrupts at the end of each, so that the time is
 * exact however long a program computes, interrupts held off for less than a round included. A one-shot timer of the chip wakes sleepers.
 * Source: ARMv7-M Architecture Reference Manual (DDI 0403E) B3.3 (SysTick), B3.2.4 (ICSR).
 */
#include "nf_board.h"
#include "nf_cortex_m.h"

#define SYST_CSR 0xE000E010u
#define SYST_RVR 0xE000E014u
#define SYST_CVR 0xE000E018u
#define ICSR 0xE000ED04u
#define ICSR_PENDSTSET (1u << 26)

#define ROUND_BITS 24
#define ROUND_MASK ((1u << ROUND_BITS) - 1)

/* Clocks and nanoseconds are brought to each other by way of 100 kHz, so that no product leaves 64 bits in 200 days at 100 MHz. */
#define UNIT_HZ 100000u
_Static_assert(NF_CLOCK_HZ % UNIT_HZ == 0, "board.yaml: clock_hz must be a multiple of 100 kHz");
#define CLOCKS_PER_UNIT (NF_CLOCK_HZ / UNIT_HZ)
#define NS_PER_UNIT (1000000000u / UNIT_HZ)

/*
 * A longer sleep is made of several, so that at most one round ends in each. Else the emulator, which passes idle time over (-icount
 * sleep=off), may let a second one end before it lets the processor see the first.
 */
#define ALARM_MAX (1u << (ROUND_BITS - 2))

static volatile uint32_t rounds;
static volatile uint32_t is_interrupted;
static uint64_t clocks_latest;

void nf_clock_start(void)
{
    NF_REGISTER(SYST_RVR) = ROUND_MASK;
    NF_REGISTER(SYST_CVR) = 0;
    NF_REGISTER(SYST_CSR) = 7;
    nf_irq_enable(nf_board_alarm_irq);
}

void nf_clock_round(void) { rounds++; }

void nf_clock_interrupted(void) { is_interrupted = 1; }

static uint64_t clocks(void)
{
    uint32_t saved = nf_irq_save();
    uint32_t value = NF_REGISTER(SYST_CVR), ended = rounds;
    if (NF_REGISTER(ICSR) & ICSR_PENDSTSET) {
        /* The round has ended, and its interrupt is held off: the value may be of before. */
        value = NF_REGISTER(SYST_CVR);
        ended++;
    }
    /* A round begins at 0, goes on with the highest value and counts down. */
    uint64_t now = ((uint64_t)ended << ROUND_BITS) + ((0 - value) & ROUND_MASK);
    /* The emulator shows 0 for a moment before it raises the interrupt: then time stands still. */
    if (now < clocks_latest)
        now = clocks_latest;
    clocks_latest = now;
    nf_irq_restore(saved);
    return now;
}

uint64_t nf_uptime_ns(void) { return clocks() * NS_PER_UNIT / CLOCKS_PER_UNIT; }

static uint32_t alarm_clocks(uint64_t ns)
{
    const uint32_t ns_max = (uint32_t)((uint64_t)ALARM_MAX * NS_PER_UNIT / CLOCKS_PER_UNIT);
    return ns >= ns_max ? ALARM_MAX : (uint32_t)(ns * CLOCKS_PER_UNIT / NS_PER_UNIT) + 1;
}

void nf_wait_until(uint64_t uptime_ns)
{
    for (;;) {
        /* WFI ends with an interrupt that is held off too: none can come between the look and the sleep. */
        uint32_t saved = nf_irq_save();
        uint64_t now = nf_uptime_ns();
        int is_over = is_interrupted || now >= uptime_ns;
        if (is_over) {
            is_interrupted = 0;
        } else {
            nf_board_alarm(alarm_clocks(uptime_ns - now));
            nf_wait_for_interrupt();
        }
        nf_irq_restore(saved);
        if (is_over)
            return;
    }
}

/*
 * Atomic operations for the core library. 32 bits: the processor's own (LDREX/STREX, LSE, LOCK). 64 bits: the processor's
 * own where it has them; a Cortex-M has none, so there interrupts are held off for the few instructions (one core: exact).
 */
#include <stdint.h>

#if defined(__ARM_ARCH_PROFILE) && __ARM_ARCH_PROFILE == 'M'
#include "nf_cortex_m.h"
#define ATOMIC64(name, expression)                              \
    int64_t name {                                              \
        uint32_t saved = nf_irq_save();                         \
        int64_t old = *(volatile int64_t *)p;                   \
        expression;                                             \
        nf_irq_restore(saved);                                  \
        return old;                                             \
    }
ATOMIC64(nf_atomic_cas64(int64_t *p, int64_t value, int64_t comparand), if (old == comparand) *(volatile int64_t *)p = value)
ATOMIC64(nf_atomic_swap64(int64_t *p, int64_t value), *(volatile int64_t *)p = value)
ATOMIC64(nf_atomic_add64(int64_t *p, int64_t value), *(volatile int64_t *)p = (int64_t)((uint64_t)old + (uint64_t)value))
ATOMIC64(nf_atomic_and64(int64_t *p, int64_t value), *(volatile int64_t *)p = old & value)
ATOMIC64(nf_atomic_or64(int64_t *p, int64_t value), *(volatile int64_t *)p = old | value)
#else
int64_t nf_atomic_cas64(int64_t *p, int64_t value, int64_t comparand)
{
    __atomic_compare_exchange_n(p, &comparand, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return comparand;
}
int64_t nf_atomic_swap64(int64_t *p, int64_t value) { return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST); }
int64_t nf_atomic_add64(int64_t *p, int64_t value) { return __atomic_fetch_add(p, value, __ATOMIC_SEQ_CST); }
int64_t nf_atomic_and64(int64_t *p, int64_t value) { return __atomic_fetch_and(p, value, __ATOMIC_SEQ_CST); }
int64_t nf_atomic_or64(int64_t *p, int64_t value) { return __atomic_fetch_or(p, value, __ATOMIC_SEQ_CST); }
#endif

int32_t nf_atomic_cas32(int32_t *p, int32_t value, int32_t comparand)
{
    __atomic_compare_exchange_n(p, &comparand, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
    return comparand;
}
int32_t nf_atomic_swap32(int32_t *p, int32_t value) { return __atomic_exchange_n(p, value, __ATOMIC_SEQ_CST); }
int32_t nf_atomic_add32(int32_t *p, int32_t value) { return __atomic_fetch_add(p, value, __ATOMIC_SEQ_CST); }
int32_t nf_atomic_and32(int32_t *p, int32_t value) { return __atomic_fetch_and(p, value, __ATOMIC_SEQ_CST); }
int32_t nf_atomic_or32(int32_t *p, int32_t value) { return __atomic_fetch_or(p, value, __ATOMIC_SEQ_CST); }

void nf_atomic_barrier(void) { __atomic_thread_fence(__ATOMIC_SEQ_CST); }

/* Sleeping until a word changes, for the pool's takers. The numbers and structures of futex(2) differ between processors; C knows them. */
#if defined(__linux__)
#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "nf_engine.h"
#include "nf_status.h"

enum { ns_per_s = 1000000000, ns_per_ms = 1000000 };

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * ns_per_s + now.tv_nsec;
}

int32_t nf_wait(const int32_t *word, int32_t value, uint32_t milliseconds)
{
    int64_t deadline = now_ns() + (int64_t)milliseconds * ns_per_ms;
    while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == value) {
        int64_t left = deadline - now_ns();
        if (left <= 0) return NF_TIMED_OUT;
        /* The system call's own timespec: two longs, also where the C library's has 64 bits. */
        struct { long seconds, nanoseconds; } timeout = {(long)(left / ns_per_s), (long)(left % ns_per_s)};
        /* Signals and others' wakes end it early: the word decides. */
        (void)syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, &timeout, NULL, 0);
    }
    return NF_OK;
}

void nf_wake(const int32_t *word)
{
    (void)syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}
#else
typedef int nf_no_threads; /* a file must not be empty */
#endif

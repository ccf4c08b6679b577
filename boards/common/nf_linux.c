/* Start-up on Linux. The processor's own faults become the same report as those that compiled checks find. No stdio: it would double the image. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <ucontext.h>
#include <unistd.h>
#include "nf_board.h"

static void write_all(int file, const uint8_t *bytes, int length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, (size_t)length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; /* nobody reads any more: there is nowhere to say so */
        bytes += written;
        length -= (int)written;
    }
}

void nf_console_write(const uint8_t *bytes, int length) { write_all(STDOUT_FILENO, bytes, length); }

void nf_report_write(const uint8_t *bytes, int length) { write_all(STDERR_FILENO, bytes, length); }

int nf_thread_yield(void) { return sched_yield() == 0; }

uint32_t nf_stack_used_max(void) { return 0; }
uint32_t nf_stack_bytes(void) { return 0; }

void nf_exit(int code) { _exit(code); }

static uintptr_t program_counter(const ucontext_t *context)
{
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.pc;
#else
    return (uintptr_t)context->uc_mcontext.arm_pc;
#endif
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    /* On x64 a division by zero and the division that overflows are traps of the processor. */
    int kind = number == SIGFPE ? (info->si_code == FPE_INTDIV ? NF_FAULT_DIVIDE_BY_ZERO : NF_FAULT_OVERFLOW)
             : number == SIGSEGV && (uintptr_t)info->si_addr < 4096 ? NF_FAULT_NULL_REFERENCE
                                                                    : NF_FAULT_PROCESSOR;
    nf_fault_print(kind, program_counter(context));
    _exit(NF_STATUS_INTERNAL_ERROR);
}

int main(int argc, char **argv)
{
    /* Of its own stack: the fault may be that the other one is used up. */
    static uint8_t signal_stack[16 * 1024];
    const stack_t stack = { .ss_sp = signal_stack, .ss_size = sizeof signal_stack };
    struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
    sigaltstack(&stack, NULL);
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    return nf_main(argc, argv);
}

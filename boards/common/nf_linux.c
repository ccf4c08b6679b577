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

static uintptr_t stack_pointer(const ucontext_t *context)
{
#if defined(__x86_64__)
    return (uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__)
    return (uintptr_t)context->uc_mcontext.sp;
#else
    return (uintptr_t)context->uc_mcontext.arm_sp;
#endif
}

/* Around the stack pointer everything is stack, but where the stack ends: a bad address this near means that it has ended. */
static int is_stack_overflow(uintptr_t address, uintptr_t stack)
{
    const uintptr_t frame_max = 64 * 1024;
    return address < stack ? stack - address < frame_max : address - stack < frame_max;
}

static int fault_kind(int number, const siginfo_t *info, const ucontext_t *context)
{
    /* On x64 a division by zero and the division that overflows are traps of the processor. */
    if (number == SIGFPE)
        return info->si_code == FPE_INTDIV ? NF_FAULT_DIVIDE_BY_ZERO : NF_FAULT_OVERFLOW;
    uintptr_t address = (uintptr_t)info->si_addr;
    if (number != SIGSEGV)
        return NF_FAULT_PROCESSOR;
    if (address < 4096)
        return NF_FAULT_NULL_REFERENCE;
    return is_stack_overflow(address, stack_pointer(context)) ? NF_FAULT_STACK_OVERFLOW : NF_FAULT_PROCESSOR;
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    int kind = fault_kind(number, info, context);
    nf_fault_print(kind, program_counter(context));
    _exit(nf_fault_status(kind));
}

/* Faults are handled on a stack of their own: the fault may be that the other one is used up. */
static void use_signal_stack(uint8_t *bytes, size_t size)
{
    const stack_t stack = { .ss_sp = bytes, .ss_size = size };
    sigaltstack(&stack, NULL);
}

enum { signal_stack_bytes = 16 * 1024 };

void nf_thread_init(void)
{
    static uint8_t signal_stack[signal_stack_bytes];
    use_signal_stack(signal_stack, sizeof signal_stack);
}

int main(int argc, char **argv)
{
    static uint8_t signal_stack[signal_stack_bytes];
    struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK };
    static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
    use_signal_stack(signal_stack, sizeof signal_stack);
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    return nf_main(argc, argv);
}

/* Start-up on Linux. The processor's own faults become the same report as those that compiled checks find. No stdio: it would double the image. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>
#include "nf_board.h"
#include "nf_crash.h"

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

void nf_restart(int code) { _exit(code); }

static uint64_t start_ns;

static uint64_t monotonic_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

uint64_t nf_uptime_ns(void) { return monotonic_ns() - start_ns; }

static struct nf_crash_memory unkept_memory;
static struct nf_crash_memory *crash_memory = &unkept_memory;

struct nf_crash_memory *nf_crash_memory(void) { return crash_memory; }

int nf_crash_open(const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        return -1;
    void *mapped = MAP_FAILED;
    if (ftruncate(file, sizeof *crash_memory) == 0)
        mapped = mmap(NULL, sizeof *crash_memory, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED)
        return -1;
    crash_memory = mapped;
    return 0;
}

void nf_crash_sync(void)
{
    if (crash_memory != &unkept_memory)
        msync(crash_memory, sizeof *crash_memory, MS_SYNC);
}

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
    const struct nf_host_fault fault = {
        .kind = (uint32_t)fault_kind(number, info, context),
        .pc = program_counter(context),
        .sp = stack_pointer(context),
    };
    nf_fault_print((int)fault.kind, (uintptr_t)fault.pc);
    nf_fault_end(&fault);
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
    start_ns = monotonic_ns();
    use_signal_stack(signal_stack, sizeof signal_stack);
    for (unsigned i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaction(signals[i], &action, NULL);
    return nf_main(argc, argv);
}

/* Faults of compiled code that leaves the checks to inaccessible addresses (nf_ahead.h, NF_AHEAD_GUARD), on 64-bit Linux. */
#include "ahead.h"
#include "nf_status.h"

#if defined(__linux__) && UINTPTR_MAX > UINT32_MAX
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

static struct sigaction previous_actions[2]; /* SIGSEGV, SIGBUS */
static int32_t catching = NF_NOT_SUPPORTED;

/* The engine whose code this thread runs, if the address is behind its memory. */
static nf_ahead *faulting_engine(const uint8_t *address)
{
    nf_engine *engine = nf_current_engine;
    if (engine == NULL || engine->operations != nf_ahead_operations) return NULL;
    nf_ahead *self = (nf_ahead *)engine;
    if (self->jump == NULL || self->in_host || !(self->module->flags & NF_AHEAD_GUARD)) return NULL;
    const uint8_t *memory = engine->config.memory;
    return address >= memory && (uint64_t)(address - memory) < NF_AHEAD_GUARD_BYTES ? self : NULL;
}

/* .NET makes its NullReferenceException of what it catches, and a debugger or a crash report what nobody else wants. */
static void pass_on(int number, siginfo_t *info, void *context)
{
    const struct sigaction *previous = &previous_actions[number == SIGBUS];
    if (previous->sa_flags & SA_SIGINFO) {
        previous->sa_sigaction(number, info, context);
    } else if (previous->sa_handler != SIG_DFL && previous->sa_handler != SIG_IGN) {
        previous->sa_handler(number);
    } else {
        signal(number, SIG_DFL); /* the instruction faults again, and ends the process */
    }
}

static void on_fault(int number, siginfo_t *info, void *context)
{
    nf_ahead *self = faulting_engine(info->si_addr);
    /* The signal is not blocked (SA_NODEFER), so a jump out of here leaves nothing behind. */
    if (self) nf_ahead_trap(self->state, NF_TRAP_OUT_OF_BOUNDS_MEMORY);
    pass_on(number, info, context);
}

static void install(void)
{
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};
    sigemptyset(&action.sa_mask);
    bool installed = sigaction(SIGSEGV, &action, &previous_actions[0]) == 0 && sigaction(SIGBUS, &action, &previous_actions[1]) == 0;
    if (installed) catching = NF_OK;
}

int32_t nf_ahead_catch_faults(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install);
    return catching;
}

void nf_ahead_forbid(uint8_t *start, uint64_t bytes)
{
    /* It fails only if the range is not mapped as it was lent: then no guarantee of this file holds. */
    if (mprotect(start, (size_t)bytes, PROT_NONE) != 0) __builtin_trap();
}
#else
int32_t nf_ahead_catch_faults(void)
{
    return NF_NOT_SUPPORTED;
}

void nf_ahead_forbid(uint8_t *start, uint64_t bytes)
{
    (void)start, (void)bytes;
}
#endif

/* The part of an engine that runs code compiled ahead of time. */
#ifndef NF_AHEAD_ENGINE_H
#define NF_AHEAD_ENGINE_H

#include <setjmp.h>

#include "engine_internal.h"
#include "nf_ahead.h"

/* Saving the signal mask costs two system calls a time, and no trap changes it (guard.c). */
#if defined(__linux__)
#define NF_SETJMP(buffer) _setjmp(buffer)
#define NF_LONGJMP(buffer) _longjmp(buffer, 1)
#else
#define NF_SETJMP(buffer) setjmp(buffer)
#define NF_LONGJMP(buffer) longjmp(buffer, 1)
#endif

typedef struct {
    nf_host_function function; /* NULL until it is linked */
    uint32_t tag;
} nf_ahead_import;

typedef struct nf_ahead {
    nf_engine engine; /* first: a pointer to one is a pointer to the other */
    const nf_ahead_module *module;
    nf_ahead_import *imports;
    nf_ahead_state *state;  /* wasm2c's record follows */
    jmp_buf *jump;          /* where a trap goes */
    const nf_ahead_frame *outer_frame; /* where compiled code was entered last: frames from there on are not this trap's */
    int32_t trap_status;
    bool started;
    bool in_host;           /* a host function runs: what faults there is not the guest's doing */
} nf_ahead;

static inline nf_ahead *nf_ahead_of(const nf_ahead_state *state)
{
    return (nf_ahead *)state->engine;
}

static inline void *nf_ahead_record(const nf_ahead *self)
{
    return (uint8_t *)self->state + NF_AHEAD_STATE_BYTES;
}

/* Tells these engines from others. */
extern const nf_engine_operations *const nf_ahead_operations;

/* Notes the backtrace and leaves all compiled code. Does not return. */
void nf_ahead_trap(nf_ahead_state *state, int32_t status) __attribute__((noreturn));

/* Catches faults of code without checks. Once for the process; NotSupported where that can't be done. */
int32_t nf_ahead_catch_faults(void);

/* Makes bytes inaccessible that were accessible, whole pages. */
void nf_ahead_forbid(uint8_t *start, uint64_t bytes);

#endif

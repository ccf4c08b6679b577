/* The interpreter's own part of an engine. */
#ifndef NF_INTERPRETER_H
#define NF_INTERPRETER_H

#include "engine_internal.h"
#include "m3_env.h"

typedef struct nf_interpreter {
    nf_engine engine; /* first: a pointer to one is a pointer to the other */
    IM3Environment environment;
    IM3Runtime runtime;
    IM3Module module;
    const uint8_t *native_stack_limit; /* m3_Yield refuses to go below */
    IM3Function trapping_import;       /* the import that ended the call, until the backtrace has it */
    const uint64_t *stack_end;         /* of the value stack; the red zone follows */
    uint32_t baseline_pages;           /* the linear memory when the module had been loaded */
    int32_t start_function;            /* index, or -1 */
    bool out_of_pages;                 /* a code page was not to be had: what is compiled is not complete */
} nf_interpreter;

/* wasm3 has no allocator argument: what it allocates belongs to the engine that this thread works for. */
static inline nf_interpreter *nf_current_interpreter(void)
{
    return (nf_interpreter *)nf_current_engine;
}

/* What wasm3 gets for every name; it is not in the arena. */
extern const char nf_no_name[];

/* A trap of ours, told apart by address: the status to report is engine.host_status. */
extern const char nf_trap_host[];

#endif

/* A guest with a heap of its own that is collected: a conservative mark and sweep over a shadow stack of roots. */
#ifndef GUEST_H
#define GUEST_H

#include <stdbool.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

/* Where time is spent; the host measures between two marks. */
enum mark { ALLOC_BEGINS, ALLOC_ENDS, HOST_BEGINS, HOST_ENDS };
IMPORT("t", "mark") void mark(int32_t which);

__asm__(".globaltype gc_sp, i32\n\t.globaltype gc_stack_limit, i32");

/* The pointer of the shadow stack: roots are the words below it. */
static inline uint32_t shadow_top(void)
{
    uint32_t top;
    __asm__("global.get gc_sp\n\tlocal.set %0" : "=r"(top));
    return top;
}

static inline void set_shadow_top(uint32_t top)
{
    __asm__("local.get %0\n\tglobal.set gc_sp" ::"r"(top));
}

/* Puts a root on the shadow stack; gives where it is. Traps when the stack is full. */
uint32_t *push_root(uint32_t pointer);

/* An object of that many bytes, or 0. What was in it before is still there, or rubbish. */
uint32_t alloc(uint32_t bytes);

/* Called before a host function and behind it: the roots above the shadow stack's pointer of now are the host's. */
void enter_host(void);
void leave_host(void);

/* Forgets all objects and roots. eager: every allocation collects first, and what dies is overwritten. */
void reset_heap(bool eager);

#endif

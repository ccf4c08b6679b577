/*
 * Arithmetic that the ahead-of-time compiler leaves to calls on 32-bit targets. The core library has checked the
 * operands: no divisor is 0 and no quotient overflows. The C compiler knows the best instructions, or calls libgcc.
 */
#include <stdint.h>

int32_t nf_div_i32(int32_t a, int32_t b) { return a / b; }
int32_t nf_mod_i32(int32_t a, int32_t b) { return a % b; }
uint32_t nf_div_u32(uint32_t a, uint32_t b) { return a / b; }
uint32_t nf_mod_u32(uint32_t a, uint32_t b) { return a % b; }
int64_t nf_div_i64(int64_t a, int64_t b) { return a / b; }
int64_t nf_mod_i64(int64_t a, int64_t b) { return a % b; }
uint64_t nf_div_u64(uint64_t a, uint64_t b) { return a / b; }
uint64_t nf_mod_u64(uint64_t a, uint64_t b) { return a % b; }

/* The compiler's own names. It passes the count as written in the source; C# counts modulo 64. */
uint64_t RhpLLsh(uint64_t value, int32_t count) { return value << (count & 63); }
uint64_t RhpLRsz(uint64_t value, int32_t count) { return value >> (count & 63); }
int64_t RhpLRsh(int64_t value, int32_t count) { return value >> (count & 63); }
uint64_t RhpLMul(uint64_t a, uint64_t b) { return a * b; }

#ifdef __arm__
/* libgcc's unwinder entry. Nothing unwinds; a stub keeps the unwinder, several kilobytes, out of the image. */
__attribute__((weak)) void __aeabi_unwind_cpp_pr0(void) { }
__attribute__((weak)) void __aeabi_unwind_cpp_pr1(void) { }
#endif

/*
 * Compiled C# puts a copy of this between a stackalloc buffer and the return address, and compares it at the end.
 * A constant: it finds a broken program, and is no defence against one that knows it.
 */
const uintptr_t __security_cookie = (uintptr_t)0x9D2C5680B5026F5Au;

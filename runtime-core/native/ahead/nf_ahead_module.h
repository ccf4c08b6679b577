/* The vocabulary of wasm2c's output: every macro and function that the body of a module calls. tools/Nf.Compile puts this file where
 * wabt's own would stand, because here
 * - each trap says which one it was, as the interpreter does, and is a jump to the engine of this instance;
 * - nothing is global: all state hangs on the instance, so instances run on several threads;
 * - call frames are noted for the backtrace, and the native stack is measured where a function begins;
 * - loads and stores are checked, or left to guard pages (NF_AHEAD_GUARD_PAGES).
 *
 * Semantics are those of the WebAssembly core specification, 4.3 (numerics) and 4.4 (instructions).
 */
#ifndef NF_AHEAD_MODULE_H
#define NF_AHEAD_MODULE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "nf_status.h"
#include "wasm-rt.h"

#if defined(__TINYC__)
#include "nf_ahead_tcc.h"
#endif

/* The types by wasm2c's names; its headers define them unless this macro is set. */
#define WASM_RT_CORE_TYPES_DEFINED
typedef uint8_t u8;
typedef int8_t s8;
typedef uint16_t u16;
typedef int16_t s16;
typedef uint32_t u32;
typedef int32_t s32;
typedef uint64_t u64;
typedef int64_t s64;
typedef float f32;
typedef double f64;

#define NF_INLINE static inline __attribute__((always_inline, unused))
#define NF_OUT_OF_LINE static __attribute__((noinline, unused))
#define NF_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

static const wasm_rt_funcref_t wasm_rt_funcref_null_value = {0, NULL, NULL};
static const wasm_rt_externref_t wasm_rt_externref_null_value = 0;

/* --- traps ------------------------------------------------------------------------------------------------------------------------ */

/* In wasm2c's functions the record is always called `instance`. */
#define NF_STATE ((nf_ahead_state *)(void *)((u8 *)instance - NF_AHEAD_STATE_BYTES))

NF_OUT_OF_LINE __attribute__((noreturn, cold)) void nf_trap(nf_ahead_state *state, s32 status)
{
    state->runtime->trap(state, status);
    __builtin_unreachable();
}

#define UNREACHABLE nf_trap(NF_STATE, NF_TRAP_UNREACHABLE)

/* --- calls ------------------------------------------------------------------------------------------------------------------------ */

/* The frame is taken off again by FUNC_EPILOGUE, or, after a trap, by the engine. */
#define FUNC_PROLOGUE                                                                                     \
    nf_ahead_frame nf_here = {NF_STATE->frame, __func__};                                                  \
    if (NF_UNLIKELY((const u8 *)&nf_here < NF_STATE->stack_limit)) nf_trap(NF_STATE, NF_TRAP_STACK_OVERFLOW); \
    NF_STATE->frame = &nf_here

#define FUNC_EPILOGUE NF_STATE->frame = nf_here.caller

NF_INLINE nf_ahead_code nf_callee(nf_ahead_state *state, const wasm_rt_funcref_table_t *table, u32 type, u32 index)
{
    if (NF_UNLIKELY(index >= table->size)) nf_trap(state, NF_TRAP_OUT_OF_BOUNDS_TABLE);
    const wasm_rt_funcref_t *reference = &table->data[index];
    if (NF_UNLIKELY(reference->func == NULL)) nf_trap(state, NF_TRAP_NULL_ELEMENT);
    if (NF_UNLIKELY(reference->func_type != type)) nf_trap(state, NF_TRAP_INDIRECT_CALL_MISMATCH);
    return reference->func;
}

/* The arguments read the table at `index` and must not do so before it is checked. */
#define CALL_INDIRECT(table, code_type, type, index, ...) \
    ({                                                     \
        nf_ahead_code nf_code = nf_callee(NF_STATE, &(table), func_types[type], index); \
        ((code_type)nf_code)(__VA_ARGS__);                 \
    })

/* --- linear memory ---------------------------------------------------------------------------------------------------------------- */

NF_INLINE void nf_check_range(const wasm_rt_memory_t *memory, u64 address, u64 length)
{
    if (NF_UNLIKELY(address + length > memory->size)) nf_trap(memory->state, NF_TRAP_OUT_OF_BOUNDS_MEMORY);
}

#if defined(NF_AHEAD_GUARD_PAGES)
#define NF_CHECK_ACCESS(memory, address, length) ((void)0)
#else
#define NF_CHECK_ACCESS(memory, address, length) nf_check_range(memory, address, length)
#endif
#if defined(NF_AHEAD_GUARD_PAGES) && !defined(__TINYC__)
/* A load whose value nobody wants must fault all the same. */
#define NF_KEEP(value) __asm__ volatile("" ::"r"(value))
/* A store that faults must find all that was stored before. -fnon-call-exceptions keeps it where it is, but lets gcc drop a store to a
 * global in front of it that another one behind it overwrites. So the compiler is told that memory of unknown size is read here. */
#define NF_SETTLE(memory) __asm__ volatile("" ::"m"(*(const u8(*)[])(memory)->data))
#else
#define NF_KEEP(value) ((void)0)
#define NF_SETTLE(memory) ((void)0)
#endif

#define NF_LOAD(name, stored, result)                                    \
    NF_INLINE result name(const wasm_rt_memory_t *memory, u64 address)    \
    {                                                                    \
        stored value;                                                    \
        NF_CHECK_ACCESS(memory, address, sizeof value);                  \
        memcpy(&value, memory->data + address, sizeof value);            \
        NF_KEEP(value);                                                  \
        return (result)value;                                            \
    }

#define NF_STORE(name, stored, given)                                             \
    NF_INLINE void name(const wasm_rt_memory_t *memory, u64 address, given value)  \
    {                                                                             \
        stored narrow = (stored)value;                                            \
        NF_CHECK_ACCESS(memory, address, sizeof narrow);                          \
        NF_SETTLE(memory);                                                        \
        memcpy(memory->data + address, &narrow, sizeof narrow);                   \
    }

NF_LOAD(i32_load, u32, u32)
NF_LOAD(i64_load, u64, u64)
NF_LOAD(i32_load8_s, s8, u32)
NF_LOAD(i32_load8_u, u8, u32)
NF_LOAD(i32_load16_s, s16, u32)
NF_LOAD(i32_load16_u, u16, u32)
NF_LOAD(i64_load8_s, s8, u64)
NF_LOAD(i64_load8_u, u8, u64)
NF_LOAD(i64_load16_s, s16, u64)
NF_LOAD(i64_load16_u, u16, u64)
NF_LOAD(i64_load32_s, s32, u64)
NF_LOAD(i64_load32_u, u32, u64)
NF_STORE(i32_store, u32, u32)
NF_STORE(i32_store8, u8, u32)
NF_STORE(i32_store16, u16, u32)
NF_STORE(i64_store, u64, u64)
NF_STORE(i64_store8, u8, u64)
NF_STORE(i64_store16, u16, u64)
NF_STORE(i64_store32, u32, u64)

/* Bits and floats: a float that is only moved keeps its bits, those of a signalling NaN, too. */
NF_INLINE f32 f32_reinterpret_i32(u32 bits)
{
    f32 value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

NF_INLINE f64 f64_reinterpret_i64(u64 bits)
{
    f64 value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

NF_INLINE u32 i32_reinterpret_f32(f32 value)
{
    u32 bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

NF_INLINE u64 i64_reinterpret_f64(f64 value)
{
    u64 bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

NF_INLINE f32 f32_load(const wasm_rt_memory_t *memory, u64 address)
{
    return f32_reinterpret_i32(i32_load(memory, address));
}

NF_INLINE f64 f64_load(const wasm_rt_memory_t *memory, u64 address)
{
    return f64_reinterpret_i64(i64_load(memory, address));
}

NF_INLINE void f32_store(const wasm_rt_memory_t *memory, u64 address, f32 value)
{
    i32_store(memory, address, i32_reinterpret_f32(value));
}

NF_INLINE void f64_store(const wasm_rt_memory_t *memory, u64 address, f64 value)
{
    i64_store(memory, address, i64_reinterpret_f64(value));
}

NF_OUT_OF_LINE void memory_fill(wasm_rt_memory_t *memory, u32 start, u32 value, u32 length)
{
    nf_check_range(memory, start, length);
    memset(memory->data + start, (int)value, length);
}

NF_OUT_OF_LINE void memory_copy(wasm_rt_memory_t *to, const wasm_rt_memory_t *from, u32 destination, u32 source, u32 length)
{
    nf_check_range(to, destination, length);
    nf_check_range(from, source, length);
    memmove(to->data + destination, from->data + source, length);
}

NF_OUT_OF_LINE void memory_init(wasm_rt_memory_t *memory, const u8 *segment, u32 segment_bytes, u32 destination, u32 source, u32 length)
{
    if ((u64)source + length > segment_bytes) nf_trap(memory->state, NF_TRAP_OUT_OF_BOUNDS_MEMORY);
    nf_check_range(memory, destination, length);
    memcpy(memory->data + destination, segment + source, length);
}

#define LOAD_DATA(memory, start, bytes, length) memory_init(&(memory), bytes, length, start, 0, length)

#define wasm_rt_allocate_memory(memory, pages, max_pages) NF_STATE->runtime->lend_memory(NF_STATE, memory, pages, max_pages)
#define wasm_rt_grow_memory(memory, pages) NF_STATE->runtime->grow_memory(memory, pages)

/* --- tables ----------------------------------------------------------------------------------------------------------------------- */

typedef struct {
    u32 func_type_index;
    wasm_rt_function_ptr_t func;
    size_t module_offset;
} wasm_elem_segment_expr_t;

#define NF_CHECK_TABLE(table, start, length) \
    if (NF_UNLIKELY((u64)(start) + (length) > (table)->size)) nf_trap((table)->state, NF_TRAP_OUT_OF_BOUNDS_TABLE)

#define NF_TABLE(type)                                                                                                        \
    NF_OUT_OF_LINE void nf_make_##type##_table(nf_ahead_state *state, wasm_rt_##type##_table_t *table, u32 size, u32 max_size) \
    {                                                                                                                         \
        u32 most = max_size;                                                                                                  \
        table->state = state;                                                                                                 \
        table->data = state->runtime->make_table(state, table->data, size, &most, sizeof *table->data);                       \
        table->size = size;                                                                                                   \
        table->max_size = most;                                                                                               \
    }                                                                                                                         \
    NF_OUT_OF_LINE u32 wasm_rt_grow_##type##_table(wasm_rt_##type##_table_t *table, u32 count, wasm_rt_##type##_t value)       \
    {                                                                                                                         \
        u32 old_size = table->size;                                                                                           \
        nf_ahead_state *state = table->state;                                                                                 \
        if (count > table->max_size - old_size) return UINT32_MAX;                                                            \
        if (count > state->table_elements_max - state->table_elements) return UINT32_MAX;                                     \
        state->table_elements += count;                                                                                       \
        for (u32 i = 0; i < count; i++) table->data[old_size + i] = value;                                                    \
        table->size = old_size + count;                                                                                       \
        return old_size;                                                                                                      \
    }                                                                                                                         \
    NF_INLINE wasm_rt_##type##_t type##_table_get(const wasm_rt_##type##_table_t *table, u32 index)                            \
    {                                                                                                                         \
        NF_CHECK_TABLE(table, index, 1);                                                                                      \
        return table->data[index];                                                                                            \
    }                                                                                                                         \
    NF_INLINE void type##_table_set(const wasm_rt_##type##_table_t *table, u32 index, wasm_rt_##type##_t value)                \
    {                                                                                                                         \
        NF_CHECK_TABLE(table, index, 1);                                                                                      \
        table->data[index] = value;                                                                                           \
    }                                                                                                                         \
    NF_OUT_OF_LINE void type##_table_fill(const wasm_rt_##type##_table_t *table, u32 start, wasm_rt_##type##_t value, u32 length) \
    {                                                                                                                         \
        NF_CHECK_TABLE(table, start, length);                                                                                 \
        for (u32 i = 0; i < length; i++) table->data[start + i] = value;                                                      \
    }                                                                                                                         \
    NF_OUT_OF_LINE void type##_table_copy(const wasm_rt_##type##_table_t *to, const wasm_rt_##type##_table_t *from,            \
                                          u32 destination, u32 source, u32 length)                                            \
    {                                                                                                                         \
        NF_CHECK_TABLE(to, destination, length);                                                                              \
        NF_CHECK_TABLE(from, source, length);                                                                                 \
        memmove(to->data + destination, from->data + source, length * sizeof *to->data);                                      \
    }

NF_TABLE(funcref)
NF_TABLE(externref)

NF_OUT_OF_LINE void funcref_table_init(wasm_rt_funcref_table_t *table, const wasm_elem_segment_expr_t *segment, u32 segment_length,
                                       u32 destination, u32 source, u32 length, void *instance, const u32 *types)
{
    if ((u64)source + length > segment_length) nf_trap(table->state, NF_TRAP_OUT_OF_BOUNDS_TABLE);
    NF_CHECK_TABLE(table, destination, length);
    for (u32 i = 0; i < length; i++) {
        const wasm_elem_segment_expr_t *entry = &segment[source + i];
        table->data[destination + i] = entry->func == NULL
            ? wasm_rt_funcref_null_value
            : (wasm_rt_funcref_t){types[entry->func_type_index], entry->func, (u8 *)instance + entry->module_offset};
    }
}

/* Segments of externref hold null references only. */
NF_OUT_OF_LINE void externref_table_init(wasm_rt_externref_table_t *table, u32 segment_length, u32 destination, u32 source, u32 length)
{
    if ((u64)source + length > segment_length) nf_trap(table->state, NF_TRAP_OUT_OF_BOUNDS_TABLE);
    externref_table_fill(table, destination, wasm_rt_externref_null_value, length);
}

#define wasm_rt_allocate_funcref_table(table, size, max_size) nf_make_funcref_table(NF_STATE, table, size, max_size)
#define wasm_rt_allocate_externref_table(table, size, max_size) nf_make_externref_table(NF_STATE, table, size, max_size)

/* --- integers --------------------------------------------------------------------------------------------------------------------- */

#define I32_CLZ(x) ((x) ? (u32)__builtin_clz(x) : 32u)
#define I64_CLZ(x) ((x) ? (u64)__builtin_clzll(x) : 64u)
#define I32_CTZ(x) ((x) ? (u32)__builtin_ctz(x) : 32u)
#define I64_CTZ(x) ((x) ? (u64)__builtin_ctzll(x) : 64u)
#define I32_POPCNT(x) ((u32)__builtin_popcount(x))
#define I64_POPCNT(x) ((u64)__builtin_popcountll(x))

/* The least value divided by -1 does not fit: a trap of the quotient, and a remainder of 0. */
#define NF_DIVIDE(name, word, sword, least)                                                                       \
    NF_INLINE word name##_DIV_S_in(nf_ahead_state *state, word x, word y)                                         \
    {                                                                                                             \
        if (NF_UNLIKELY(y == 0)) nf_trap(state, NF_TRAP_DIVIDE_BY_ZERO);                                          \
        if (NF_UNLIKELY(x == (word)least && y == (word)-1)) nf_trap(state, NF_TRAP_INTEGER_OVERFLOW);             \
        return (word)((sword)x / (sword)y);                                                                       \
    }                                                                                                             \
    NF_INLINE word name##_REM_S_in(nf_ahead_state *state, word x, word y)                                         \
    {                                                                                                             \
        if (NF_UNLIKELY(y == 0)) nf_trap(state, NF_TRAP_DIVIDE_BY_ZERO);                                          \
        return y == (word)-1 ? 0 : (word)((sword)x % (sword)y);                                                   \
    }

NF_DIVIDE(I32, u32, s32, INT32_MIN)
NF_DIVIDE(I64, u64, s64, INT64_MIN)
#define I32_DIV_S(x, y) I32_DIV_S_in(NF_STATE, x, y)
#define I64_DIV_S(x, y) I64_DIV_S_in(NF_STATE, x, y)
#define I32_REM_S(x, y) I32_REM_S_in(NF_STATE, x, y)
#define I64_REM_S(x, y) I64_REM_S_in(NF_STATE, x, y)
/* Both widths: the operands have the same type. */
#define NF_UNSIGNED(operator, x, y) (NF_UNLIKELY((y) == 0) ? nf_trap(NF_STATE, NF_TRAP_DIVIDE_BY_ZERO) : (void)0, (x) operator (y))
#define DIV_U(x, y) (NF_UNSIGNED(/, x, y))
#define REM_U(x, y) (NF_UNSIGNED(%, x, y))

#define NF_ROTATE(x, y, left, right, bits) ((x) left ((y) & ((bits) - 1)) | (x) right (-(y) & ((bits) - 1)))
#define I32_ROTL(x, y) (NF_ROTATE(x, y, <<, >>, 32))
#define I64_ROTL(x, y) (NF_ROTATE(x, y, <<, >>, 64))
#define I32_ROTR(x, y) (NF_ROTATE(x, y, >>, <<, 32))
#define I64_ROTR(x, y) (NF_ROTATE(x, y, >>, <<, 64))

/* --- floats ----------------------------------------------------------------------------------------------------------------------- */

/* A NaN comes out of an operation quiet. The C library and the compiler's own code do not always see to that. */
NF_INLINE f32 wasm_quietf(f32 x)
{
    return __builtin_isnan(x) ? f32_reinterpret_i32(i32_reinterpret_f32(x) | 0x00400000u) : x;
}

NF_INLINE f64 wasm_quiet(f64 x)
{
    return __builtin_isnan(x) ? f64_reinterpret_i64(i64_reinterpret_f64(x) | 0x0008000000000000ull) : x;
}

#define NF_ROUND(name, function)                                    \
    NF_INLINE f32 wasm_##name##f(f32 x)                             \
    {                                                               \
        return __builtin_isnan(x) ? wasm_quietf(x) : function##f(x); \
    }                                                               \
    NF_INLINE f64 wasm_##name(f64 x)                                \
    {                                                               \
        return __builtin_isnan(x) ? wasm_quiet(x) : function(x);    \
    }

NF_ROUND(floor, floor)
NF_ROUND(ceil, ceil)
NF_ROUND(trunc, trunc)
NF_ROUND(nearbyint, nearbyint)
NF_ROUND(sqrt, sqrt)

/* The sign alone changes, of a NaN too. */
NF_INLINE f32 wasm_fabsf(f32 x)
{
    return f32_reinterpret_i32(i32_reinterpret_f32(x) & 0x7FFFFFFFu);
}

NF_INLINE f64 wasm_fabs(f64 x)
{
    return f64_reinterpret_i64(i64_reinterpret_f64(x) & 0x7FFFFFFFFFFFFFFFull);
}

/* -0 is less than 0; a NaN wins (4.3.3). Type-generic: both operands have the same type. */
#define NF_LEAST(x, y) ((x) == 0 && (y) == 0 ? (__builtin_signbit(x) ? (x) : (y)) : (x) < (y) ? (x) : (y))
#define NF_GREATEST(x, y) ((x) == 0 && (y) == 0 ? (__builtin_signbit(x) ? (y) : (x)) : (x) > (y) ? (x) : (y))
#define NF_OF_NUMBERS(of, x, y) (__builtin_isunordered(x, y) ? (x) + (y) : of(x, y))
#define FMIN(x, y) (NF_OF_NUMBERS(NF_LEAST, x, y))
#define FMAX(x, y) (NF_OF_NUMBERS(NF_GREATEST, x, y))

/* Truncation: `above` and `below` are the nearest floats outside the range, or `above` is the least one inside (then `lower` is >=). */
#define NF_TRUNCATE(name, word, sword, real, lower, above, below, least, greatest)                             \
    NF_INLINE word name##_in(nf_ahead_state *state, real x)                                                    \
    {                                                                                                          \
        if (NF_UNLIKELY(__builtin_isnan(x))) nf_trap(state, NF_TRAP_INVALID_CONVERSION);                       \
        if (NF_UNLIKELY(!(x lower above && x < below))) nf_trap(state, NF_TRAP_INTEGER_OVERFLOW);              \
        return (word)(sword)x;                                                                                 \
    }                                                                                                          \
    NF_INLINE word name##_saturated(real x)                                                                    \
    {                                                                                                          \
        return __builtin_isnan(x) ? 0 : !(x lower above) ? (word)least : !(x < below) ? (word)greatest : (word)(sword)x; \
    }

NF_TRUNCATE(nf_i32_s_f32, u32, s32, f32, >=, -0x1p31f, 0x1p31f, INT32_MIN, INT32_MAX)
NF_TRUNCATE(nf_i32_u_f32, u32, u32, f32, >, -1.0f, 0x1p32f, 0, UINT32_MAX)
NF_TRUNCATE(nf_i32_s_f64, u32, s32, f64, >, -0x1.00000002p31, 0x1p31, INT32_MIN, INT32_MAX)
NF_TRUNCATE(nf_i32_u_f64, u32, u32, f64, >, -1.0, 0x1p32, 0, UINT32_MAX)
NF_TRUNCATE(nf_i64_s_f32, u64, s64, f32, >=, -0x1p63f, 0x1p63f, INT64_MIN, INT64_MAX)
NF_TRUNCATE(nf_i64_u_f32, u64, u64, f32, >, -1.0f, 0x1p64f, 0, UINT64_MAX)
NF_TRUNCATE(nf_i64_s_f64, u64, s64, f64, >=, -0x1p63, 0x1p63, INT64_MIN, INT64_MAX)
NF_TRUNCATE(nf_i64_u_f64, u64, u64, f64, >, -1.0, 0x1p64, 0, UINT64_MAX)
#define I32_TRUNC_S_F32(x) nf_i32_s_f32_in(NF_STATE, x)
#define I32_TRUNC_U_F32(x) nf_i32_u_f32_in(NF_STATE, x)
#define I32_TRUNC_S_F64(x) nf_i32_s_f64_in(NF_STATE, x)
#define I32_TRUNC_U_F64(x) nf_i32_u_f64_in(NF_STATE, x)
#define I64_TRUNC_S_F32(x) nf_i64_s_f32_in(NF_STATE, x)
#define I64_TRUNC_U_F32(x) nf_i64_u_f32_in(NF_STATE, x)
#define I64_TRUNC_S_F64(x) nf_i64_s_f64_in(NF_STATE, x)
#define I64_TRUNC_U_F64(x) nf_i64_u_f64_in(NF_STATE, x)
#define I32_TRUNC_SAT_S_F32(x) nf_i32_s_f32_saturated(x)
#define I32_TRUNC_SAT_U_F32(x) nf_i32_u_f32_saturated(x)
#define I32_TRUNC_SAT_S_F64(x) nf_i32_s_f64_saturated(x)
#define I32_TRUNC_SAT_U_F64(x) nf_i32_u_f64_saturated(x)
#define I64_TRUNC_SAT_S_F32(x) nf_i64_s_f32_saturated(x)
#define I64_TRUNC_SAT_U_F32(x) nf_i64_u_f32_saturated(x)
#define I64_TRUNC_SAT_S_F64(x) nf_i64_s_f64_saturated(x)
#define I64_TRUNC_SAT_U_F64(x) nf_i64_u_f64_saturated(x)

/* --- cells ------------------------------------------------------------------------------------------------------------------------ */

/* How values cross to the host: 64 bits, see nf_engine.h; a reference as the number of what it refers to and 1, null as 0. */
NF_OUT_OF_LINE u64 nf_cell_of_reference(const nf_ahead_function *functions, u32 count, wasm_rt_funcref_t reference)
{
    for (u32 i = 0; i < count; i++)
        if (reference.func != NULL && functions[i].code == reference.func) return (u64)i + 1;
    return 0;
}

NF_OUT_OF_LINE wasm_rt_funcref_t nf_reference_of_cell(const nf_ahead_function *functions, u32 count, void *instance, u64 cell)
{
    if (cell == 0 || cell > count || functions[cell - 1].code == NULL) return wasm_rt_funcref_null_value;
    return (wasm_rt_funcref_t){functions[cell - 1].type, functions[cell - 1].code, instance};
}

#endif

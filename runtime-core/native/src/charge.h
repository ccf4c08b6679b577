/* The sequences that meter a package (docs/PACKAGE.md), each compiled to one operation of the interpreter instead of six or three: in a
 * small loop, counting would be most of what is executed. A part of compile.c.
 *
 * Only a metered module's own counters are looked at. That module was verified: whatever reads F or D and goes on with a constant is one of
 * these sequences, and nothing else looks at the local T, which these operations leave as it is. A sequence that is not whole is compiled as
 * wasm3 does it.
 */
#ifndef NF_CHARGE_H
#define NF_CHARGE_H

#include "interpreter.h"

enum {
    wasm_unreachable = 0x00, wasm_if = 0x04, wasm_end = 0x0b, wasm_local_get = 0x20, wasm_local_tee = 0x22, wasm_global_get = 0x23,
    wasm_global_set = 0x24, wasm_i64_const = 0x42, wasm_i64_lt_s = 0x53, wasm_i64_add = 0x7c, wasm_i64_sub = 0x7d, wasm_no_result = 0x40,
};

/* What a module's bytes are compared with. */
typedef struct charge_reader {
    bytes_t at;
    bytes_t end;
    bool differs;
} charge_reader;

static void expect(charge_reader *reader, u8 byte)
{
    reader->differs = reader->differs || reader->at == reader->end || *reader->at != byte;
    if (!reader->differs) reader->at++;
}

static u32 read_index(charge_reader *reader)
{
    u32 index = 0;
    reader->differs = reader->differs || ReadLEB_u32(&index, &reader->at, reader->end) != m3Err_none;
    return index;
}

static void expect_index(charge_reader *reader, u8 instruction, u32 index)
{
    expect(reader, instruction);
    if (read_index(reader) != index) reader->differs = true;
}

static i64 read_constant(charge_reader *reader)
{
    i64 value = 0;
    expect(reader, wasm_i64_const);
    reader->differs = reader->differs || ReadLEB_i64(&value, &reader->at, reader->end) != m3Err_none;
    return value;
}

/* global.get of the counter was read, its index was not. Gives where the sequence ends, or NULL; `trap` is its unreachable. */
static bytes_t read_charge(IM3Compilation o, i64 *units, bytes_t *trap)
{
    charge_reader reader = {o->wasm, o->wasmEnd, false};
    u32 counter = read_index(&reader);
    *units = read_constant(&reader);
    expect(&reader, wasm_i64_sub);
    expect(&reader, wasm_local_tee);
    u32 left = read_index(&reader);
    expect_index(&reader, wasm_global_set, counter);
    expect_index(&reader, wasm_local_get, left);
    if (read_constant(&reader) != 0) reader.differs = true;
    expect(&reader, wasm_i64_lt_s);
    expect(&reader, wasm_if);
    expect(&reader, wasm_no_result);
    *trap = reader.at;
    expect(&reader, wasm_unreachable);
    expect(&reader, wasm_end);
    return reader.differs || *units < 0 || *units > INT32_MAX ? NULL : reader.at;
}

static bytes_t read_release(IM3Compilation o)
{
    charge_reader reader = {o->wasm, o->wasmEnd, false};
    u32 counter = read_index(&reader);
    if (read_constant(&reader) != 1) reader.differs = true;
    expect(&reader, wasm_i64_add);
    expect_index(&reader, wasm_global_set, counter);
    return reader.differs ? NULL : reader.at;
}

/* The counter that the global.get at hand reads; NULL when it is none. */
static i64 *counter_of(IM3Compilation o)
{
    charge_reader reader = {o->wasm, o->wasmEnd, false};
    u32 index = read_index(&reader);
    const nf_engine *engine = o->runtime->userdata;
    if (reader.differs || engine->fuel == NULL || index >= o->module->numGlobals) return NULL;
    i64 *global = &o->module->globals[index].i64Value;
    return global == engine->fuel || global == engine->depth ? global : NULL;
}

d_m3Op(Charge)
{
    i64 *counter = immediate(i64 *);
    i64 left = *counter - immediate(i32);
    *counter = left;
    if (M3_UNLIKELY(left < 0)) newTrap(m3Err_trapUnreachable);
    nextOp();
}

d_m3Op(Release)
{
    i64 *counter = immediate(i64 *);
    ++*counter;
    nextOp();
}

#endif

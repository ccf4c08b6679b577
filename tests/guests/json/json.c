#include "guest.h"

/* JSON texts that are parsed and written over and over. While a host function works, nothing that it needs is on the shadow stack, unless
 * the host put it there: not even the text, which lies on the heap. Exports give 0, or the line that found something wrong. */

typedef struct { uint32_t pointer, bytes; } text;

IMPORT("vera", "json_parse") uint32_t json_parse(uint32_t pointer, uint32_t bytes);
IMPORT("vera", "json_stringify") text json_stringify(uint32_t value);

enum { TEXT_BYTES_MAX = 65536 };
static uint8_t given[TEXT_BYTES_MAX]; /* what the test put there; no part of the heap */
static uint32_t *shadow_start;
static uint32_t current;

EXPORT("given") uint32_t get_given(void) { return (uint32_t)given; }
EXPORT("current") uint32_t get_current(void) { return current; }

EXPORT("prepare") void prepare(uint32_t eager)
{
    reset_heap(eager);
    shadow_start = (uint32_t *)shadow_top();
    current = 0;
    push_root(0);
}

/* Parses a copy of the text that is on the heap. */
static uint32_t parse(uint32_t bytes)
{
    set_shadow_top((uint32_t)shadow_start);
    uint8_t *copy = (uint8_t *)alloc(bytes);
    if (!copy) __builtin_trap();
    for (uint32_t i = 0; i < bytes; i++) copy[i] = given[i];
    enter_host();
    uint32_t result = json_parse((uint32_t)copy, bytes);
    leave_host();
    const uint32_t *words = (const uint32_t *)result;
    if (words[0] != 0) return __LINE__;
    current = words[1];
    push_root(current);
    return 0;
}

/* Writes the value and compares it with the text. */
static uint32_t write(uint32_t bytes)
{
    set_shadow_top((uint32_t)shadow_start);
    enter_host();
    text written = json_stringify(current);
    leave_host();
    push_root(current);
    if (written.bytes != bytes) return __LINE__;
    for (uint32_t i = 0; i < bytes; i++) {
        if (((const uint8_t *)written.pointer)[i] != given[i]) return __LINE__;
    }
    return 0;
}

EXPORT("parse_many") uint32_t parse_many(uint32_t bytes, uint32_t times)
{
    for (uint32_t i = 0; i < times; i++) {
        uint32_t line = parse(bytes);
        if (line) return line;
    }
    return 0;
}

/* Parses, writes, and finds the same text again. */
EXPORT("round_trip") uint32_t round_trip(uint32_t bytes, uint32_t times)
{
    for (uint32_t i = 0; i < times; i++) {
        uint32_t line = parse(bytes);
        if (!line) line = write(bytes);
        if (line) return line;
    }
    return 0;
}

/* The writing alone, of what was parsed last. */
EXPORT("write") uint32_t write_current(uint32_t bytes) { return write(bytes); }

// What the parser offers to whoever hosts it: to nf as exports of a WebAssembly module, to native.c as plain C functions.
#ifndef NF_TREE_SITTER_GUEST_H
#define NF_TREE_SITTER_GUEST_H

#include <stdint.h>

#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(name)))
#else
#define EXPORT(name)
#endif

enum language { TYPESCRIPT, TSX, LANGUAGES };

enum { NO_NODE = UINT32_MAX };

enum node_flag { NAMED = 1, MISSING = 2, EXTRA = 4, ERROR = 8, HAS_ERROR = 16 };

// A node in a dump; nodes stand in the order in which their text begins, a parent before its children (README.md).
struct node_record {
    uint32_t kind; // symbol in the low half, in the high half the field of the parent that it is; 0 for none
    uint32_t flags;
    uint32_t start_byte;
    uint32_t end_byte;
    uint32_t start_row;
    uint32_t start_column;
    uint32_t end_row;
    uint32_t parent; // NO_NODE for the root
    uint32_t next;   // the first record that is no descendant: the next sibling, if it has the same parent
};

// A buffer in the guest's memory; no memory is a trap.
EXPORT("alloc") void *guest_alloc(uint32_t bytes);
EXPORT("free") void guest_free(void *buffer);

// Symbols and fields of a language: their number and their names, which end in a zero byte.
EXPORT("symbol_count") uint32_t guest_symbol_count(uint32_t language);
EXPORT("symbol_name") const char *guest_symbol_name(uint32_t language, uint32_t symbol);
EXPORT("field_count") uint32_t guest_field_count(uint32_t language);
EXPORT("field_name") const char *guest_field_name(uint32_t language, uint32_t field);

// Parses UTF-8, or what passes for it. The tree takes the place of the last one, and its root becomes the current node.
// Gives 1, or 0 when there is no such language.
EXPORT("parse") uint32_t guest_parse(const char *text, uint32_t bytes, uint32_t language);

// Frees the tree. Nothing may be read then before the next parse.
EXPORT("drop") void guest_drop(void);

// The whole tree at once: how many nodes there are, and as many of them as there is room for.
EXPORT("count") uint32_t guest_count(void);
EXPORT("dump") uint32_t guest_dump(struct node_record *records, uint32_t capacity);

// Node by node: moves give 1, or 0 when there is no such node and the current one stays.
EXPORT("root") void guest_root(void);
EXPORT("first_child") uint32_t guest_first_child(void);
EXPORT("next_sibling") uint32_t guest_next_sibling(void);
EXPORT("parent") uint32_t guest_parent(void);

// What a record says of the current node.
EXPORT("kind") uint32_t guest_kind(void);
EXPORT("flags") uint32_t guest_flags(void);
EXPORT("start_byte") uint32_t guest_start_byte(void);
EXPORT("end_byte") uint32_t guest_end_byte(void);
EXPORT("start_row") uint32_t guest_start_row(void);
EXPORT("start_column") uint32_t guest_start_column(void);
EXPORT("end_row") uint32_t guest_end_row(void);

#endif

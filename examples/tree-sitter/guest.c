#include "guest.h"

#include <stdlib.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);

static TSParser *parsers[LANGUAGES];
static TSTree *tree;
static TSTreeCursor cursor;

static const TSLanguage *find_language(uint32_t language) {
    switch (language) {
        case TYPESCRIPT: return tree_sitter_typescript();
        case TSX: return tree_sitter_tsx();
        default: return NULL;
    }
}

static TSParser *find_parser(uint32_t language) {
    if (language >= LANGUAGES) return NULL;
    if (!parsers[language]) {
        parsers[language] = ts_parser_new();
        ts_parser_set_language(parsers[language], find_language(language));
    }
    return parsers[language];
}

void *guest_alloc(uint32_t bytes) {
    void *buffer = malloc(bytes);
    if (!buffer) abort();
    return buffer;
}

void guest_free(void *buffer) { free(buffer); }

uint32_t guest_symbol_count(uint32_t language) { return ts_language_symbol_count(find_language(language)); }

const char *guest_symbol_name(uint32_t language, uint32_t symbol) {
    return ts_language_symbol_name(find_language(language), (TSSymbol)symbol);
}

uint32_t guest_field_count(uint32_t language) { return ts_language_field_count(find_language(language)); }

const char *guest_field_name(uint32_t language, uint32_t field) {
    return ts_language_field_name_for_id(find_language(language), (TSFieldId)field);
}

uint32_t guest_parse(const char *text, uint32_t bytes, uint32_t language) {
    TSParser *parser = find_parser(language);
    if (!parser) return 0;
    guest_drop();
    tree = ts_parser_parse_string(parser, NULL, text, bytes);
    guest_root();
    return 1;
}

void guest_drop(void) {
    ts_tree_delete(tree);
    tree = NULL;
}

void guest_root(void) {
    TSNode root = ts_tree_root_node(tree);
    if (cursor.tree) ts_tree_cursor_reset(&cursor, root);
    else cursor = ts_tree_cursor_new(root);
}

uint32_t guest_first_child(void) { return ts_tree_cursor_goto_first_child(&cursor); }

uint32_t guest_next_sibling(void) { return ts_tree_cursor_goto_next_sibling(&cursor); }

uint32_t guest_parent(void) { return ts_tree_cursor_goto_parent(&cursor); }

static TSNode current(void) { return ts_tree_cursor_current_node(&cursor); }

static uint32_t kind_of(TSNode node) {
    return ts_node_symbol(node) | (uint32_t)ts_tree_cursor_current_field_id(&cursor) << 16;
}

static uint32_t flags_of(TSNode node) {
    return (ts_node_is_named(node) ? NAMED : 0) | (ts_node_is_missing(node) ? MISSING : 0) | (ts_node_is_extra(node) ? EXTRA : 0) |
        (ts_node_is_error(node) ? ERROR : 0) | (ts_node_has_error(node) ? HAS_ERROR : 0);
}

uint32_t guest_kind(void) { return kind_of(current()); }

uint32_t guest_flags(void) { return flags_of(current()); }

uint32_t guest_start_byte(void) { return ts_node_start_byte(current()); }

uint32_t guest_end_byte(void) { return ts_node_end_byte(current()); }

uint32_t guest_start_row(void) { return ts_node_start_point(current()).row; }

uint32_t guest_start_column(void) { return ts_node_start_point(current()).column; }

uint32_t guest_end_row(void) { return ts_node_end_point(current()).row; }

static struct node_record record_of(TSNode node, uint32_t parent) {
    TSPoint start = ts_node_start_point(node);
    return (struct node_record){
        .kind = kind_of(node),
        .flags = flags_of(node),
        .start_byte = ts_node_start_byte(node),
        .end_byte = ts_node_end_byte(node),
        .start_row = start.row,
        .start_column = start.column,
        .end_row = ts_node_end_point(node).row,
        .parent = parent,
        .next = NO_NODE,
    };
}

uint32_t guest_count(void) { return ts_node_descendant_count(ts_tree_root_node(tree)); }

uint32_t guest_dump(struct node_record *records, uint32_t capacity) {
    uint32_t count = 0;
    uint32_t parent = NO_NODE;
    guest_root();
    while (count < capacity) {
        uint32_t index = count++;
        records[index] = record_of(current(), parent);
        if (guest_first_child()) {
            parent = index;
            continue;
        }
        records[index].next = count;
        while (!guest_next_sibling()) {
            if (!guest_parent()) return count;
            records[parent].next = count;
            parent = records[parent].parent;
        }
    }
    return count;
}

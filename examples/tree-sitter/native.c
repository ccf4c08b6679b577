// The parser without WebAssembly, which `nf bench tree-sitter` compares with: the same work in plain C calls.
//
//   tree-sitter-native FILE    FILE names the sources, one a line
//
// All sources are read first. Then each line on standard input is a pass over them: "batch" or "node" reads every tree in that way and
// answers with a line of numbers, see answer(); "hash" answers with the hash of each dump.
#include "guest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct source {
    char *text;
    uint32_t bytes;
    enum language language;
};

struct totals {
    uint64_t nodes;
    uint64_t errors;
    uint64_t sum;
};

static void *checked(void *result, const char *what) {
    if (!result) {
        perror(what);
        exit(1);
    }
    return result;
}

static struct source read_source(const char *path) {
    struct source source = {0};
    FILE *file = checked(fopen(path, "rb"), path);
    fseek(file, 0, SEEK_END);
    source.bytes = (uint32_t)ftell(file);
    rewind(file);
    source.text = checked(malloc(source.bytes + 1), path);
    if (fread(source.text, 1, source.bytes, file) != source.bytes) checked(NULL, path);
    fclose(file);
    size_t length = strlen(path);
    source.language = length > 4 && strcmp(path + length - 4, ".tsx") == 0 ? TSX : TYPESCRIPT;
    return source;
}

static struct source *read_sources(const char *list, size_t *count) {
    FILE *file = checked(fopen(list, "r"), list);
    struct source *sources = NULL;
    char path[4096];
    *count = 0;
    while (fgets(path, sizeof path, file)) {
        path[strcspn(path, "\n")] = 0;
        sources = checked(realloc(sources, (*count + 1) * sizeof *sources), list);
        sources[(*count)++] = read_source(path);
    }
    fclose(file);
    return sources;
}

static void count_record(struct totals *totals, uint32_t flags, uint32_t end_byte) {
    totals->nodes++;
    totals->errors += (flags & (ERROR | MISSING)) != 0;
    totals->sum += end_byte;
}

static struct node_record *dump(uint32_t *count) {
    *count = guest_count();
    struct node_record *records = guest_alloc(*count * sizeof *records);
    *count = guest_dump(records, *count);
    return records;
}

static void read_batched(struct totals *totals) {
    uint32_t count;
    struct node_record *records = dump(&count);
    for (uint32_t i = 0; i < count; i++) count_record(totals, records[i].flags, records[i].end_byte);
    guest_free(records);
}

// As in a dump: what the host reads of each node of a tree that it walks.
static struct node_record read_node(void) {
    return (struct node_record){
        guest_kind(), guest_flags(), guest_start_byte(), guest_end_byte(), guest_start_row(), guest_start_column(), guest_end_row(), 0, 0};
}

static void read_nodes(struct totals *totals) {
    guest_root();
    for (;;) {
        struct node_record node = read_node();
        count_record(totals, node.flags, node.end_byte);
        if (guest_first_child()) continue;
        while (!guest_next_sibling())
            if (!guest_parent()) return;
    }
}

// FNV-1a over the words of the records (Fowler, Noll, Vo), 64 bits.
static uint64_t hash_tree(void) {
    uint32_t count;
    struct node_record *records = dump(&count);
    uint64_t hash = 14695981039346656037u;
    for (uint32_t i = 0; i < count * (sizeof *records / sizeof(uint32_t)); i++) hash = (hash ^ ((uint32_t *)records)[i]) * 1099511628211u;
    guest_free(records);
    return hash;
}

// Of this process alone: what else the machine does meanwhile does not count.
static uint64_t processor_nanoseconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// Nanoseconds, nodes, ERROR and missing nodes, sum of where nodes end.
static void answer(const struct source *sources, size_t count, void (*read_tree)(struct totals *)) {
    struct totals totals = {0};
    uint64_t start = processor_nanoseconds();
    for (size_t i = 0; i < count; i++) {
        guest_parse(sources[i].text, sources[i].bytes, sources[i].language);
        read_tree(&totals);
        guest_drop();
    }
    uint64_t elapsed = processor_nanoseconds() - start;
    printf("%llu %llu %llu %llu\n", (unsigned long long)elapsed, (unsigned long long)totals.nodes, (unsigned long long)totals.errors,
        (unsigned long long)totals.sum);
}

static void answer_hashes(const struct source *sources, size_t count) {
    for (size_t i = 0; i < count; i++) {
        guest_parse(sources[i].text, sources[i].bytes, sources[i].language);
        printf("%016llx\n", (unsigned long long)hash_tree());
        guest_drop();
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: tree-sitter-native FILE, which names the sources\n");
        return 100;
    }
    size_t count;
    struct source *sources = read_sources(argv[1], &count);
    char line[16];
    while (fgets(line, sizeof line, stdin)) {
        if (strcmp(line, "batch\n") == 0) answer(sources, count, read_batched);
        else if (strcmp(line, "node\n") == 0) answer(sources, count, read_nodes);
        else if (strcmp(line, "hash\n") == 0) answer_hashes(sources, count);
        else return 100;
        fflush(stdout);
    }
    return 0;
}

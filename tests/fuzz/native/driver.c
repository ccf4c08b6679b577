/* Loads modules through nf_engine.h and calls every function that they define, with small stacks and odd arguments.
 *
 *   nf_sanitize [--stack BYTES] [--native BYTES] [--cells NUMBER] FILE.wasm...
 *
 * It stands for the host: it gives what the C# core gives, and refuses beforehand what WasmModule.cs refuses and the engine
 * relies on. Each allocation is a block of the sanitizer's own, so that a byte outside it is found. A line a module:
 * "ok FILE called=N trapped=N timed_out=N", "refused FILE STATUS MESSAGE" or "FOUND FILE code=N function=N", the code being 99 for a
 * sanitizer, negative for a signal; exit code 1 if anything was found. --cells lifts the limit on parameters and results of a type.
 */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nf_engine.h"
#include "nf_status.h"

enum {
    page_bytes = 65536,
    memory_pages_max = 64,
    cells_most = 1000,
    fuel = 1000000,
    depth_max = 200,
    functions_max = 1 << 16,
    call_seconds = 2,
};

static uint32_t stack_bytes = 16 * 1024, native_stack_bytes = 256 * 1024, cells_max = 120; /* WasmModule.CellsMax */

/* ---- the arena: a list of blocks ---- */

typedef struct block {
    struct block *next;
    uint32_t bytes;
    _Alignas(8) uint8_t content[];
} block;

static block *blocks;

static block *block_of(void *pointer) { return (block *)((uint8_t *)pointer - offsetof(block, content)); }

static void *allocate(void *arena, uint32_t bytes)
{
    (void)arena;
    block *made = malloc(sizeof *made + bytes);
    if (made == NULL) return NULL;
    made->next = blocks;
    made->bytes = bytes;
    blocks = made;
    memset(made->content, 0xA5, bytes);
    return made->content;
}

static void release(void *arena, void *pointer)
{
    (void)arena;
    block **at = &blocks;
    while (*at != block_of(pointer)) at = &(*at)->next;
    *at = block_of(pointer)->next;
    free(block_of(pointer));
}

static uint32_t size_of(void *arena, void *pointer)
{
    (void)arena;
    return block_of(pointer)->bytes;
}

static void drop_arena(void)
{
    while (blocks) release(NULL, blocks->content);
}

/* ---- what of a module the host has to know; the module is valid ---- */

typedef struct { uint32_t parameters, results; } function_type;

typedef struct {
    function_type *types, *functions;
    uint32_t type_count, function_count, import_count;
    uint32_t pages_min, pages_max, table_elements;
    uint32_t global_count;
    const uint8_t *passive; /* content of nf.passive */
    uint32_t passive_bytes;
    int lowered[16]; /* for the first imports: number of the function of nf.lower, or -1 */
    bool metered, refused;
} shape;

static uint32_t leb(const uint8_t **at)
{
    uint32_t value = 0;
    for (int shift = 0;; shift += 7) {
        uint8_t part = *(*at)++;
        if (shift < 32) value |= (uint32_t)(part & 0x7F) << shift;
        if ((part & 0x80) == 0) return value;
    }
}

static uint32_t skip_vector(const uint8_t **at)
{
    uint32_t count = leb(at);
    *at += count;
    return count;
}

static void read_types(shape *out, const uint8_t *at)
{
    out->type_count = leb(&at);
    out->types = calloc(out->type_count + 1, sizeof *out->types);
    for (uint32_t i = 0; i < out->type_count; i++) {
        if (*at++ != 0x60) out->refused = true;
        out->types[i].parameters = skip_vector(&at);
        out->types[i].results = skip_vector(&at);
        uint32_t cells = out->types[i].parameters + out->types[i].results;
        if (cells > cells_max || cells > cells_most) out->refused = true;
    }
}

static void add_function(shape *out, uint32_t type)
{
    if (out->function_count == functions_max || type >= out->type_count) out->refused = true;
    else out->functions[out->function_count++] = out->types[type];
}

/* Whether a name is this one; then `behind` is where it ends. */
static bool names_section(const uint8_t *at, const char *name, const uint8_t **behind)
{
    uint32_t length = leb(&at);
    if (length != strlen(name) || memcmp(at, name, length) != 0) return false;
    if (behind) *behind = at + length;
    return true;
}

static void read_imports(shape *out, const uint8_t *at)
{
    static const char *const names[] = {"memory_init", "table_init", "table_copy"};
    uint32_t count = leb(&at);
    for (uint32_t i = 0; i < count && !out->refused; i++) {
        bool of_lower = names_section(at, "nf.lower", NULL);
        skip_vector(&at);
        for (int k = 0; of_lower && k < 3 && i < sizeof out->lowered / sizeof *out->lowered; k++)
            if (names_section(at, names[k], NULL)) out->lowered[i] = k;
        skip_vector(&at);
        if (*at++ != 0) out->refused = true; /* functions only */
        else add_function(out, leb(&at));
    }
    out->import_count = out->function_count;
}

static void read_limits(const uint8_t *at, uint32_t *least, uint32_t *most)
{
    uint32_t flags = *at++;
    *least = leb(&at);
    *most = flags & 1 ? leb(&at) : UINT32_MAX;
}

static shape read_shape(const uint8_t *wasm, size_t bytes)
{
    shape out = {.functions = calloc(functions_max, sizeof(function_type))};
    memset(out.lowered, -1, sizeof out.lowered);
    const uint8_t *at = wasm + 8, *end = wasm + bytes;
    while (at < end && !out.refused) {
        int id = *at++;
        uint32_t size = leb(&at);
        const uint8_t *content = at;
        at += size;
        uint32_t unused;
        switch (id) {
        case 0:
            if (names_section(content, "nf.manifest", NULL)) out.metered = true;
            if (names_section(content, "nf.passive", &out.passive)) out.passive_bytes = (uint32_t)(at - out.passive);
            break;
        case 6: out.global_count = leb(&content); break;
        case 1: read_types(&out, content); break;
        case 2: read_imports(&out, content); break;
        case 3:
            for (uint32_t count = leb(&content); count > 0 && !out.refused; count--) add_function(&out, leb(&content));
            break;
        case 4:
            if (leb(&content) == 1) read_limits(content + 1, &out.table_elements, &unused);
            break;
        case 5:
            if (leb(&content) == 1) read_limits(content, &out.pages_min, &out.pages_max);
            break;
        default: break;
        }
    }
    if (out.pages_min > memory_pages_max || out.table_elements > 1u << 20) out.refused = true;
    return out;
}

/* ---- one module ---- */

static int32_t host(nf_host_call *call)
{
    (void)call;
    return NF_OK; /* results are whatever stands in their cells */
}

static int32_t open_module(const uint8_t *wasm, uint32_t bytes, const shape *of, uint8_t **memory, nf_engine **engine)
{
    uint32_t pages = of->pages_max < memory_pages_max ? of->pages_max : memory_pages_max;
    uint32_t memory_bytes = nf_interpreter_memory_overhead() + pages * page_bytes;
    *memory = calloc(1, memory_bytes);
    const nf_engine_config config = {
        .abi = NF_ENGINE_ABI, .stack_bytes = stack_bytes, .native_stack_bytes = native_stack_bytes,
        .memory_bytes = memory_bytes, .memory = *memory, .allocate = allocate, .release = release, .size_of = size_of,
    };
    int32_t status = nf_interpreter_open(&config, engine);
    if (status == NF_OK) status = nf_engine_load(*engine, wasm, bytes, of->table_elements);
    for (uint32_t i = 0; i < of->import_count && status == NF_OK; i++) {
        int lowered = i < sizeof of->lowered / sizeof *of->lowered ? of->lowered[i] : -1;
        status = lowered < 0 ? nf_engine_link(*engine, i, host, 0) : nf_engine_lowered(*engine, i, (uint32_t)lowered);
    }
    if (status == NF_OK && of->metered) {
        if (of->passive) status = nf_engine_passive(*engine, of->passive, of->passive_bytes);
        if (status == NF_OK) status = nf_engine_meter(*engine, of->global_count - 2, of->global_count - 1, depth_max);
    }
    if (status == NF_OK) status = nf_engine_compile(*engine);
    return status;
}

/* In shared memory, for the parent to know where a child hung. */
static volatile uint32_t *progress;
enum { at_function, called, trapped, first_function, progress_words };

static int use_module(const uint8_t *wasm, uint32_t bytes, const char *name)
{
    shape of = read_shape(wasm, bytes);
    uint8_t *memory = NULL;
    nf_engine *engine = NULL;
    int32_t status = of.refused ? NF_FEATURE_NOT_SUPPORTED : open_module(wasm, bytes, &of, &memory, &engine);
    bool opened = status == NF_OK;
    if (opened && progress[first_function] == 0) {
        alarm(call_seconds);
        (void)nf_engine_set_fuel(engine, fuel);
        (void)nf_engine_start(engine);
    }
    if (!opened) printf("refused %s %d %s\n", name, status, engine ? nf_engine_message(engine) : "");

    static const uint64_t patterns[] = {0, 1, 7, UINT64_MAX, 0x8000000080000000u, 0x7FFFFFFF7FFFFFFFu, 65533, 0x7FF8000000000000u};
    uint32_t first = progress[first_function] > of.import_count ? progress[first_function] : of.import_count;
    for (uint32_t index = first; opened && index < of.function_count; index++) {
        for (size_t k = 0; k < sizeof patterns / sizeof *patterns; k++) {
            uint64_t arguments[cells_most], results[cells_most];
            for (uint32_t i = 0; i < cells_most; i++) arguments[i] = patterns[(k + i) % (sizeof patterns / sizeof *patterns)];
            progress[at_function] = index;
            alarm(call_seconds);
            (void)nf_engine_set_fuel(engine, fuel);
            status = nf_engine_call(engine, index, arguments, of.functions[index].parameters, results, of.functions[index].results);
            progress[called]++;
            if (status != NF_OK) progress[trapped]++;
            if (of.functions[index].parameters == 0) break;
        }
    }
    alarm(0);
    drop_arena();
    free(memory);
    free(of.types);
    free(of.functions);
    return opened ? 0 : 2;
}

static uint8_t *read_file(const char *name, uint32_t *bytes)
{
    FILE *file = fopen(name, "rb");
    if (file == NULL) return NULL;
    fseek(file, 0, SEEK_END);
    *bytes = (uint32_t)ftell(file);
    rewind(file);
    uint8_t *content = malloc(*bytes ? *bytes : 1); /* exactly as long: a read past its end is found */
    if (fread(content, 1, *bytes, file) != *bytes) *bytes = 0;
    fclose(file);
    return content;
}

/* A child a module: what is found ends it, and what hangs is stopped; the functions behind the one that hung come next. */
static bool run_file(const char *name)
{
    uint32_t bytes = 0, timeouts = 0;
    uint8_t *wasm = read_file(name, &bytes);
    memset((void *)progress, 0, progress_words * sizeof *progress);
    for (;;) {
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) exit(bytes < 8 ? 2 : use_module(wasm, bytes, name));
        int status;
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGALRM) {
            free(wasm);
            int code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
            if (code == 0) printf("ok %s called=%u trapped=%u timed_out=%u\n", name, progress[called], progress[trapped], timeouts);
            else if (code != 2) printf("FOUND %s code=%d function=%u\n", name, code, progress[at_function]);
            return code == 0 || code == 2;
        }
        timeouts++;
        progress[first_function] = progress[at_function] + 1;
    }
}

int main(int argc, char **argv)
{
    progress = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    bool clean = true;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--stack") == 0) stack_bytes = (uint32_t)atoi(argv[++i]);
        else if (strcmp(argv[i], "--native") == 0) native_stack_bytes = (uint32_t)atoi(argv[++i]);
        else if (strcmp(argv[i], "--cells") == 0) cells_max = (uint32_t)atoi(argv[++i]);
        else clean &= run_file(argv[i]);
    }
    return clean ? 0 : 1;
}

const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "exitcode=99:detect_leaks=0:abort_on_error=0"; }
const char *__ubsan_default_options(void);
const char *__ubsan_default_options(void) { return "exitcode=99:halt_on_error=1:print_stacktrace=1"; }

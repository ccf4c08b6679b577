#include <string.h>

#include "engine_internal.h"
#include "m3_compile.h"
#include "m3_exec_defs.h"
#include "nf_status.h"

/* Room behind the guest's stack for what wasm3 writes before it checks: arguments of an import call. */
enum { stack_red_zone_bytes = 1024 };

/* Native stack, from the frame sizes that gcc and clang report for wasm3 on x86-64, arm64, arm and Thumb-2, rounded up.
 * A nested block compiles in CompileBlockStatements + Compile_If + CompileElseBlock + CompileBlock (370 bytes on arm64,
 * 200 on arm). A nested loop runs in op_Loop (56). Between two looks at the stack (m3_Yield) stand op_Entry, the loops,
 * op_Call and what an operation itself needs. */
enum {
    nesting_bytes = sizeof(void *) == 8 ? 400 : 224,
    loop_bytes = 64,
    native_reserve_bytes = sizeof(void *) == 8 ? 640 : 384,
    native_stack_bytes_min = 1024,
};

const char nf_trap_host[] = "host function ended the call";

/* wasm3 asks this before every call. Wasm calls nest on the native stack, and running out of it can't be
 * caught on .NET or on a board without an MPU; so it is measured here, where a call can still be refused. */
M3Result m3_Yield(void)
{
    char here;
    return (const uint8_t *)&here < nf_current_engine->native_stack_limit ? m3Err_trapStackOverflow : m3Err_none;
}

/* For m3_parse.c, see CMakeLists.txt. A failed parse frees the half-made module, and trips over arrays that were
 * never made; but dropping the arena frees it anyway. */
void nf_keep_module(IM3Module module);
void nf_keep_module(IM3Module module)
{
    (void)module;
}

/* For m3_parse.c, see CMakeLists.txt. wasm3 would copy each name into the arena, and refuse a module for a broken
 * name section; names are found and shown by nf, which reads them in place. */
M3Result nf_skip_name(cstr_t *name, bytes_t *bytes, cbytes_t end);
M3Result nf_skip_name(cstr_t *name, bytes_t *bytes, cbytes_t end)
{
    uint32_t length;
    *name = nf_no_name;
    M3Result result = ReadLEB_u32(&length, bytes, end);
    if (result != m3Err_none) return result;
    if (length > (size_t)(end - *bytes)) return m3Err_wasmUnderrun;
    *bytes += length;
    return m3Err_none;
}

/* For m3_parse.c, where it only tells whether a custom section is the name section. */
int nf_differ(const char *a, const char *b);
int nf_differ(const char *a, const char *b)
{
    (void)a, (void)b;
    return 1;
}

static int32_t status_of(nf_engine *engine, M3Result result)
{
    static const struct { const M3Result *result; int32_t status; } table[] = {
        {&m3Err_mallocFailed, NF_OUT_OF_MEMORY},
        {&m3Err_mallocFailedCodePage, NF_OUT_OF_MEMORY},
        {&m3Err_wasmMemoryOverflow, NF_LIMIT_EXCEEDED},
        {&m3Err_incompatibleWasmVersion, NF_NOT_WASM},
        {&m3Err_wasmMalformed, NF_MALFORMED_MODULE},
        {&m3Err_misorderedWasmSection, NF_MALFORMED_MODULE},
        {&m3Err_lebOverflow, NF_MALFORMED_MODULE},
        {&m3Err_wasmSectionUnderrun, NF_MALFORMED_MODULE},
        {&m3Err_wasmSectionOverrun, NF_MALFORMED_MODULE},
        {&m3Err_wasmUnderrun, NF_TRUNCATED_MODULE},
        {&m3Err_wasmOverrun, NF_TRUNCATED_MODULE},
        {&m3Err_wasmMissingInitExpr, NF_MALFORMED_MODULE},
        {&m3Err_invalidTypeId, NF_FEATURE_NOT_SUPPORTED},
        {&m3Err_noCompiler, NF_FEATURE_NOT_SUPPORTED},
        {&m3Err_unknownOpcode, NF_FEATURE_NOT_SUPPORTED},
        {&m3Err_restrictedOpcode, NF_FEATURE_NOT_SUPPORTED},
        {&m3Err_functionStackOverflow, NF_LIMIT_EXCEEDED},
        {&m3Err_functionStackUnderrun, NF_INVALID_MODULE},
        {&m3Err_typeMismatch, NF_INVALID_MODULE},
        {&m3Err_typeCountMismatch, NF_INVALID_MODULE},
        {&m3Err_settingImmutableGlobal, NF_INVALID_MODULE},
        {&m3Err_globaIndexOutOfBounds, NF_INVALID_MODULE},
        {&m3Err_functionImportMissing, NF_IMPORT_UNKNOWN},
        {&m3Err_trapOutOfBoundsMemoryAccess, NF_TRAP_OUT_OF_BOUNDS_MEMORY},
        {&m3Err_trapDivisionByZero, NF_TRAP_DIVIDE_BY_ZERO},
        {&m3Err_trapIntegerOverflow, NF_TRAP_INTEGER_OVERFLOW},
        {&m3Err_trapIntegerConversion, NF_TRAP_INVALID_CONVERSION},
        {&m3Err_trapIndirectCallTypeMismatch, NF_TRAP_INDIRECT_CALL_MISMATCH},
        {&m3Err_trapTableIndexOutOfRange, NF_TRAP_OUT_OF_BOUNDS_TABLE},
        {&m3Err_trapTableElementIsNull, NF_TRAP_NULL_ELEMENT},
        {&m3Err_trapUnreachable, NF_TRAP_UNREACHABLE},
        {&m3Err_trapStackOverflow, NF_TRAP_STACK_OVERFLOW},
    };

    if (result == m3Err_none) return NF_OK;
    engine->message = result;
    if (engine->out_of_pages) return NF_OUT_OF_MEMORY;
    if (result == nf_trap_host) return engine->host_status;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (*table[i].result == result) return table[i].status;
    return NF_ENGINE_REFUSED;
}

/* Makes `engine` the one that wasm3's allocations and calls on this thread belong to. */
static nf_engine *enter(nf_engine *engine)
{
    nf_engine *previous = nf_current_engine;
    nf_current_engine = engine;
    return previous;
}

static void leave(nf_engine *previous)
{
    nf_current_engine = previous;
}

uint32_t nf_engine_abi(void)
{
    return NF_ENGINE_ABI;
}

uint32_t nf_engine_memory_overhead(void)
{
    return sizeof(M3MemoryHeader);
}

uint32_t nf_engine_nesting_bytes(void)
{
    return nesting_bytes;
}

uint32_t nf_engine_loop_bytes(void)
{
    return loop_bytes;
}

uint32_t nf_engine_values_max(void)
{
    return d_m3MaxFunctionStackHeight;
}

int32_t nf_engine_open(const nf_engine_config *config, nf_engine **out)
{
    *out = NULL;
    if (config->abi != NF_ENGINE_ABI) return NF_ENGINE_MISMATCH;
    if (config->memory == NULL || config->memory_bytes < sizeof(M3MemoryHeader)) return NF_INVALID_ARGUMENT;
    if (config->native_stack_bytes < native_stack_bytes_min) return NF_INVALID_ARGUMENT;
    if (config->commit && config->commit(config->memory, sizeof(M3MemoryHeader)) != NF_OK) return NF_OUT_OF_MEMORY;
    if (config->stack_bytes < 256 || config->stack_bytes > (1u << 30)) return NF_INVALID_ARGUMENT;

    nf_engine *engine = config->allocate(config->arena, sizeof *engine);
    if (engine == NULL) return NF_OUT_OF_MEMORY;
    memset(engine, 0, sizeof *engine);
    engine->config = *config;
    engine->message = "";

    nf_engine *previous = enter(engine);
    engine->environment = m3_NewEnvironment();
    if (engine->environment) engine->runtime = m3_NewRuntime(engine->environment, config->stack_bytes + stack_red_zone_bytes, engine);
    leave(previous);
    if (engine->runtime == NULL) return NF_OUT_OF_MEMORY;

    engine->runtime->numStackSlots = config->stack_bytes / sizeof(m3slot_t);
    engine->stack_end = (const uint64_t *)engine->runtime->stack + config->stack_bytes / sizeof(uint64_t);
    *out = engine;
    return NF_OK;
}

/* Linear memory stands in the lent bytes from the start, and grows no further than they reach. */
static void lend_memory(nf_engine *engine, IM3Module module)
{
    uint32_t available = engine->config.memory_bytes - (uint32_t)sizeof(M3MemoryHeader);
    uint32_t whole_pages = available / d_m3MemPageSize;
    M3MemoryInfo *info = &module->memoryInfo;

    memset(engine->config.memory, 0, sizeof(M3MemoryHeader));
    engine->runtime->memory.mallocated = (M3MemoryHeader *)(void *)engine->config.memory;
    if (info->initPages > whole_pages) {
        engine->runtime->memoryLimit = available;
        /* wasm3 computes the bytes of 65536 pages as 0. It clips them anyway; the guest is told 65535. */
        if (info->initPages == 65536) info->initPages = 65535;
        info->maxPages = info->initPages;
    } else if (info->maxPages == 0 || info->maxPages > whole_pages) {
        info->maxPages = whole_pages;
    }
    /* wasm3 reads a maximum of 0 as "none": a memory that may not grow at all has its initial size as maximum. */
    if (info->maxPages == 0) info->maxPages = info->initPages;
}

int32_t nf_engine_load(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes)
{
    if (engine == NULL) return NF_NOT_FOUND;
    if (engine->module) return NF_ALREADY_TAKEN;
    nf_engine *previous = enter(engine);
    IM3Module module = NULL;
    M3Result result = m3_ParseModule(engine->environment, &module, wasm, wasm_bytes);
    if (result == m3Err_none) {
        lend_memory(engine, module);
        /* wasm3 takes a table that is still empty behind a segment for one that could not be allocated. */
        if (module->numElementSegments != 0 && (module->table0 = m3_AllocArray(IM3Function, 1)) == NULL) result = m3Err_mallocFailed;
        else result = m3_LoadModule(engine->runtime, module);
    }
    leave(previous);
    if (result == m3Err_none) {
        engine->module = module;
        nf_keep_baseline(engine);
    }
    return status_of(engine, result);
}

int32_t nf_engine_table(nf_engine *engine, uint32_t elements)
{
    IM3Module module = engine ? engine->module : NULL;
    if (module == NULL) return NF_NOT_FOUND;
    if (elements <= module->table0Size) return NF_OK;
    if (elements > UINT32_MAX / sizeof(IM3Function)) return NF_OUT_OF_MEMORY;
    nf_engine *previous = enter(engine);
    IM3Function *table = m3_ReallocArray(IM3Function, module->table0, elements, module->table0Size);
    leave(previous);
    if (table == NULL) return NF_OUT_OF_MEMORY;
    module->table0 = table;
    module->table0Size = elements;
    return NF_OK;
}

/* An import that was linked with a tag: wasm3 keeps one pointer for each. */
typedef struct {
    nf_host_function function;
    uint32_t tag;
} tagged_function;

static inline const void *call_function(IM3Runtime runtime, IM3Function import, uint64_t *cells, void *memory, nf_host_function function,
                                        uint32_t tag)
{
    nf_engine *engine = runtime->userdata;
    nf_host_call call = {
        .arguments = cells + import->funcType->numRets,
        .results = cells,
        .memory = memory,
        .memory_bytes = runtime->memory.mallocated->length,
        .context = engine->config.host_context,
        .engine = engine,
        .free_cells = cells + import->funcType->numRets + import->funcType->numArgs,
        .tag = tag,
    };
    int32_t status = function(&call);
    if (status == NF_OK) return m3Err_none;
    engine->host_status = status;
    engine->trapping_import = import;
    return nf_trap_host;
}

static const void *call_host(IM3Runtime runtime, IM3ImportContext import, uint64_t *cells, void *memory)
{
    return call_function(runtime, import->function, cells, memory, (nf_host_function)import->userdata, 0);
}

static const void *call_tagged_host(IM3Runtime runtime, IM3ImportContext import, uint64_t *cells, void *memory)
{
    const tagged_function *tagged = import->userdata;
    return call_function(runtime, import->function, cells, memory, tagged->function, tagged->tag);
}

int32_t nf_engine_link(nf_engine *engine, uint32_t function_index, nf_host_function function, uint32_t tag)
{
    if (engine == NULL || engine->module == NULL || function_index >= engine->module->numFuncImports) return NF_OUT_OF_RANGE;
    const void *caller = (const void *)call_host, *callee = (const void *)function;
    if (tag != 0) {
        tagged_function *tagged = engine->config.allocate(engine->config.arena, sizeof *tagged);
        if (tagged == NULL) return NF_OUT_OF_MEMORY;
        *tagged = (tagged_function){function, tag};
        caller = (const void *)call_tagged_host;
        callee = tagged;
    }
    nf_engine *previous = enter(engine);
    M3Result result = CompileRawFunction(engine->module, &engine->module->functions[function_index], caller, callee);
    leave(previous);
    return status_of(engine, result);
}

int32_t nf_engine_compile(nf_engine *engine)
{
    if (engine == NULL || engine->module == NULL) return NF_NOT_FOUND;
    nf_engine *previous = enter(engine);
    M3Result result = m3_CompileModule(engine->module);
    leave(previous);
    /* wasm3 does not look at each result of emitting an operation. */
    if (result == m3Err_none && engine->out_of_pages) result = m3Err_mallocFailedCodePage;
    return status_of(engine, result);
}

static int32_t run(nf_engine *engine, IM3Function function, const uint64_t *arguments, uint64_t *results)
{
    char here;
    if (engine->running) return NF_REENTRANT;
    if (function->compiled == NULL) return NF_IMPORT_UNKNOWN;

    IM3Runtime runtime = engine->runtime;
    uint32_t argument_count = function->funcType->numArgs, result_count = function->funcType->numRets;
    uint64_t *cells = runtime->stack;
    if ((size_t)(argument_count + result_count) * sizeof *cells > engine->config.stack_bytes) return NF_TRAP_STACK_OVERFLOW;
    for (uint32_t i = 0; i < argument_count; i++) cells[result_count + i] = arguments[i];

    nf_engine *previous = enter(engine);
    engine->running = true;
    engine->message = "";
    if (engine->depth) *engine->depth = engine->depth_max;
    engine->native_stack_limit = (const uint8_t *)&here - engine->config.native_stack_bytes + native_reserve_bytes;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
    M3Result result = (M3Result)RunCode(function->compiled, (m3stack_t)cells, runtime->memory.mallocated, d_m3OpDefaultArgs);
    engine->running = false;
    leave(previous);

    if (result != m3Err_none) {
        engine->tainted = true;
        return nf_meter_status(engine, status_of(engine, result));
    }
    for (uint32_t i = 0; i < result_count; i++)
        results[i] = Is64BitType(d_FuncRetType(function->funcType, i)) ? cells[i] : (uint32_t)cells[i];
    return NF_OK;
}

int32_t nf_engine_start(nf_engine *engine)
{
    if (engine == NULL || engine->module == NULL) return NF_NOT_FOUND;
    int32_t index = engine->module->startFunction;
    if (index < 0) return NF_OK;
    engine->module->startFunction = -1;
    return run(engine, &engine->module->functions[index], NULL, NULL);
}

int32_t nf_engine_call(nf_engine *engine, uint32_t function_index, const uint64_t *arguments, uint32_t argument_count,
                       uint64_t *results, uint32_t result_count)
{
    if (engine == NULL || engine->module == NULL || function_index >= engine->module->numFunctions) return NF_OUT_OF_RANGE;
    IM3Function function = &engine->module->functions[function_index];
    if (argument_count != function->funcType->numArgs || result_count != function->funcType->numRets) return NF_INVALID_ARGUMENT;
    return run(engine, function, arguments, results);
}

static bool is_heap_global(IM3Module module, uint32_t index)
{
    return index == UINT32_MAX || (index < module->numGlobals && module->globals[index].type == c_m3Type_i32);
}

int32_t nf_engine_set_heap(nf_engine *engine, const nf_guest_heap *heap)
{
    IM3Module module = engine == NULL ? NULL : engine->module;
    if (module == NULL || heap->allocate >= module->numFunctions) return NF_OUT_OF_RANGE;
    IM3FuncType type = module->functions[heap->allocate].funcType;
    bool fits = type->numArgs == 1 && type->numRets == 1 && is_heap_global(module, heap->stack_pointer)
        && is_heap_global(module, heap->stack_limit);
    if (!fits) return NF_INVALID_ARGUMENT;
    engine->heap = *heap;
    engine->has_heap = true;
    return NF_OK;
}

int32_t nf_engine_heap(nf_engine *engine, nf_guest_heap *heap)
{
    if (engine == NULL) return NF_EXPORT_NOT_FOUND;
    *heap = engine->heap;
    return engine->has_heap ? NF_OK : NF_EXPORT_NOT_FOUND;
}

/* Runs the allocator on the part of the value stack that the guest has not reached. memory.grow computes the end of the stack from
 * runtime->stack, which wasm3 has moved to the host function's cells, and from numStackSlots: both say what is left. */
static M3Result run_allocator(nf_engine *engine, IM3Function function, uint64_t *cells)
{
    IM3Runtime runtime = engine->runtime;
    void *stack = runtime->stack;
    uint32_t slots = runtime->numStackSlots;
    runtime->stack = cells;
    runtime->numStackSlots = (uint32_t)((size_t)(engine->stack_end - cells) * sizeof *cells / sizeof(m3slot_t));
    M3Result result = (M3Result)RunCode(function->compiled, (m3stack_t)cells, runtime->memory.mallocated, d_m3OpDefaultArgs);
    runtime->stack = stack;
    runtime->numStackSlots = slots;
    return result;
}

int32_t nf_host_allocate(nf_host_call *call, uint32_t bytes, uint32_t *pointer)
{
    enum { cell_count = 2 }; /* the result, then the argument */
    nf_engine *engine = call->engine;
    *pointer = 0;
    if (!engine->has_heap) return NF_EXPORT_NOT_FOUND;
    if (!engine->running) return NF_INVALID_ARGUMENT;
    if (engine->allocating) return NF_REENTRANT;
    IM3Function function = &engine->module->functions[engine->heap.allocate];
    uint64_t *cells = call->free_cells;
    /* The host function's own arguments may lie in the red zone. */
    bool fits = cells < engine->stack_end && engine->stack_end - cells >= cell_count;
    nf_engine *previous = enter(engine);
    int32_t status = fits && m3_Yield() == m3Err_none ? NF_OK : NF_TRAP_STACK_OVERFLOW;
    int64_t depth = engine->depth ? *engine->depth : 0;
    if (status == NF_OK) {
        cells[1] = bytes;
        engine->allocating = true;
        M3Result result = run_allocator(engine, function, cells);
        engine->allocating = false;
        if (result == m3Err_none) *pointer = (uint32_t)cells[0];
        else status = nf_meter_status(engine, status_of(engine, result));
    }
    leave(previous);
    /* A trap left the levels taken that it went through. */
    if (status != NF_OK && engine->depth) *engine->depth = depth;
    uint8_t *memory;
    nf_engine_memory(engine, &memory, &call->memory_bytes);
    call->memory = memory;
    return status;
}

int32_t nf_engine_memory(nf_engine *engine, uint8_t **memory, uint64_t *memory_bytes)
{
    M3MemoryHeader *header = engine ? engine->runtime->memory.mallocated : NULL;
    *memory = header ? m3MemData(header) : NULL;
    *memory_bytes = header ? header->length : 0;
    return NF_OK;
}

int32_t nf_engine_global_get(nf_engine *engine, uint32_t global_index, uint64_t *value)
{
    if (engine == NULL || engine->module == NULL || global_index >= engine->module->numGlobals) return NF_OUT_OF_RANGE;
    M3Global *global = &engine->module->globals[global_index];
    *value = Is64BitType(global->type) ? (uint64_t)global->i64Value : (uint32_t)global->i32Value;
    return NF_OK;
}

int32_t nf_engine_global_set(nf_engine *engine, uint32_t global_index, uint64_t value)
{
    if (engine == NULL || engine->module == NULL || global_index >= engine->module->numGlobals) return NF_OUT_OF_RANGE;
    M3Global *global = &engine->module->globals[global_index];
    if (Is64BitType(global->type)) global->i64Value = (i64)value;
    else global->i32Value = (i32)value;
    return NF_OK;
}

int32_t nf_engine_backtrace(nf_engine *engine, nf_backtrace *backtrace)
{
    if (engine) *backtrace = engine->backtrace;
    else memset(backtrace, 0, sizeof *backtrace);
    return NF_OK;
}

const char *nf_engine_message(nf_engine *engine)
{
    return engine ? engine->message : "";
}

/* The interpreter: wasm3, unmodified, as one of the engines behind nf_engine.h. */
#include <string.h>

#include "interpreter.h"
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
    return (const uint8_t *)&here < nf_current_interpreter()->native_stack_limit ? m3Err_trapStackOverflow : m3Err_none;
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

static int32_t status_of(nf_interpreter *self, M3Result result)
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
    self->engine.message = result;
    if (self->out_of_pages) return NF_OUT_OF_MEMORY;
    if (result == nf_trap_host) return self->engine.host_status;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (*table[i].result == result) return table[i].status;
    return NF_ENGINE_REFUSED;
}


uint32_t nf_interpreter_memory_overhead(void)
{
    return sizeof(M3MemoryHeader);
}

uint32_t nf_interpreter_nesting_bytes(void)
{
    return nesting_bytes;
}

uint32_t nf_interpreter_loop_bytes(void)
{
    return loop_bytes;
}

uint32_t nf_interpreter_values_max(void)
{
    return d_m3MaxFunctionStackHeight;
}

/* Linear memory stands in the lent bytes from the start, and grows no further than they reach. */
static void lend_memory(nf_interpreter *self, IM3Module module)
{
    uint32_t available = self->engine.config.memory_bytes - (uint32_t)sizeof(M3MemoryHeader);
    uint32_t whole_pages = available / d_m3MemPageSize;
    M3MemoryInfo *info = &module->memoryInfo;

    memset(self->engine.config.memory, 0, sizeof(M3MemoryHeader));
    self->runtime->memory.mallocated = (M3MemoryHeader *)(void *)self->engine.config.memory;
    if (info->initPages > whole_pages) {
        self->runtime->memoryLimit = available;
        /* wasm3 computes the bytes of 65536 pages as 0. It clips them anyway; the guest is told 65535. */
        if (info->initPages == 65536) info->initPages = 65535;
        info->maxPages = info->initPages;
    } else if (info->maxPages == 0 || info->maxPages > whole_pages) {
        info->maxPages = whole_pages;
    }
    /* wasm3 reads a maximum of 0 as "none": a memory that may not grow at all has its initial size as maximum. */
    if (info->maxPages == 0) info->maxPages = info->initPages;
}

/* Gives the table its size: wasm3 itself knows only the elements that segments name. */
static M3Result size_table(IM3Module module, uint32_t elements)
{
    if (elements <= module->table0Size) return m3Err_none;
    if (elements > UINT32_MAX / sizeof(IM3Function)) return m3Err_mallocFailed;
    IM3Function *table = m3_ReallocArray(IM3Function, module->table0, elements, module->table0Size);
    if (table == NULL) return m3Err_mallocFailed;
    module->table0 = table;
    module->table0Size = elements;
    return m3Err_none;
}

static void keep_baseline(nf_interpreter *self)
{
    const M3Memory *memory = &self->runtime->memory;
    self->baseline_pages = memory->numPages;
    self->engine.baseline_bytes = memory->mallocated->length;
    self->start_function = self->module->startFunction;
}

static int32_t load(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes, uint32_t table_elements)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    nf_engine *previous = nf_make_current(engine);
    IM3Module module = NULL;
    M3Result result = m3_ParseModule(self->environment, &module, wasm, wasm_bytes);
    if (result == m3Err_none) {
        lend_memory(self, module);
        /* wasm3 takes a table that is still empty behind a segment for one that could not be allocated. */
        if (module->numElementSegments != 0 && (module->table0 = m3_AllocArray(IM3Function, 1)) == NULL) result = m3Err_mallocFailed;
        else result = m3_LoadModule(self->runtime, module);
    }
    if (result == m3Err_none) result = size_table(module, table_elements);
    nf_make_current(previous);
    if (result == m3Err_none) {
        self->module = module;
        keep_baseline(self);
    }
    return status_of(self, result);
}

/* An import that was linked with a tag: wasm3 keeps one pointer for each. */
typedef struct {
    nf_host_function function;
    uint32_t tag;
} tagged_function;

static inline const void *call_function(IM3Runtime runtime, IM3Function import, uint64_t *cells, void *memory, nf_host_function function,
                                        uint32_t tag)
{
    nf_interpreter *self = runtime->userdata;
    nf_host_call call = {
        .arguments = cells + import->funcType->numRets,
        .results = cells,
        .memory = memory,
        .memory_bytes = runtime->memory.mallocated->length,
        .context = self->engine.config.host_context,
        .engine = &self->engine,
        .free_cells = cells + import->funcType->numRets + import->funcType->numArgs,
        .tag = tag,
    };
    int32_t status = function(&call);
    if (status == NF_OK) return m3Err_none;
    self->engine.host_status = status;
    self->trapping_import = import;
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

static int32_t link_function(nf_engine *engine, uint32_t function_index, nf_host_function function, uint32_t tag)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    if (function_index >= self->module->numFuncImports) return NF_OUT_OF_RANGE;
    const void *caller = (const void *)call_host, *callee = (const void *)function;
    if (tag != 0) {
        tagged_function *tagged = engine->config.allocate(engine->config.arena, sizeof *tagged);
        if (tagged == NULL) return NF_OUT_OF_MEMORY;
        *tagged = (tagged_function){function, tag};
        caller = (const void *)call_tagged_host;
        callee = tagged;
    }
    nf_engine *previous = nf_make_current(engine);
    M3Result result = CompileRawFunction(self->module, &self->module->functions[function_index], caller, callee);
    nf_make_current(previous);
    return status_of(self, result);
}

static int32_t compile(nf_engine *engine)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    nf_engine *previous = nf_make_current(engine);
    M3Result result = m3_CompileModule(self->module);
    nf_make_current(previous);
    /* wasm3 does not look at each result of emitting an operation. */
    if (result == m3Err_none && self->out_of_pages) result = m3Err_mallocFailedCodePage;
    return status_of(self, result);
}

static int32_t run(nf_interpreter *self, IM3Function function, const uint64_t *arguments, uint64_t *results)
{
    char here;
    if (self->engine.running) return NF_REENTRANT;
    if (function->compiled == NULL) return NF_IMPORT_UNKNOWN;
    IM3Runtime runtime = self->runtime;
    uint32_t argument_count = function->funcType->numArgs, result_count = function->funcType->numRets;
    uint64_t *cells = runtime->stack;
    if ((size_t)(argument_count + result_count) * sizeof *cells > self->engine.config.stack_bytes) return NF_TRAP_STACK_OVERFLOW;
    for (uint32_t i = 0; i < argument_count; i++) cells[result_count + i] = arguments[i];

    nf_engine *previous = nf_begin_call(&self->engine);
    self->native_stack_limit = (const uint8_t *)&here - self->engine.config.native_stack_bytes + native_reserve_bytes;
    M3Result result = (M3Result)RunCode(function->compiled, (m3stack_t)cells, runtime->memory.mallocated, d_m3OpDefaultArgs);
    int32_t status = nf_end_call(&self->engine, previous, status_of(self, result));
    if (status != NF_OK) return status;
    for (uint32_t i = 0; i < result_count; i++)
        results[i] = Is64BitType(d_FuncRetType(function->funcType, i)) ? cells[i] : (uint32_t)cells[i];
    return NF_OK;
}

static int32_t start(nf_engine *engine)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    int32_t index = self->module->startFunction;
    if (index < 0) return NF_OK;
    self->module->startFunction = -1;
    return run(self, &self->module->functions[index], NULL, NULL);
}

static int32_t function_cells(nf_engine *engine, uint32_t function_index, uint32_t *arguments, uint32_t *results)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    if (function_index >= self->module->numFunctions) return NF_OUT_OF_RANGE;
    IM3FuncType type = self->module->functions[function_index].funcType;
    *arguments = type->numArgs;
    *results = type->numRets;
    return NF_OK;
}

static int32_t call(nf_engine *engine, uint32_t function_index, const uint64_t *arguments, uint64_t *results)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    return run(self, &self->module->functions[function_index], arguments, results);
}

/* Runs the allocator on the part of the value stack that the guest has not reached. memory.grow computes the end of the stack from
 * runtime->stack, which wasm3 has moved to the host function's cells, and from numStackSlots: both say what is left. */
static M3Result run_allocator(nf_interpreter *self, IM3Function function, uint64_t *cells)
{
    IM3Runtime runtime = self->runtime;
    void *stack = runtime->stack;
    uint32_t slots = runtime->numStackSlots;
    runtime->stack = cells;
    runtime->numStackSlots = (uint32_t)((size_t)(self->stack_end - cells) * sizeof *cells / sizeof(m3slot_t));
    M3Result result = (M3Result)RunCode(function->compiled, (m3stack_t)cells, runtime->memory.mallocated, d_m3OpDefaultArgs);
    runtime->stack = stack;
    runtime->numStackSlots = slots;
    return result;
}

static int32_t allocate(nf_host_call *host_call, uint32_t bytes, uint32_t *pointer)
{
    enum { cell_count = 2 }; /* the result, then the argument */
    nf_interpreter *self = (nf_interpreter *)host_call->engine;
    uint64_t *cells = host_call->free_cells;
    /* The host function's own arguments may lie in the red zone. */
    bool fits = cells < self->stack_end && self->stack_end - cells >= cell_count;
    if (!fits || m3_Yield() != m3Err_none) return NF_TRAP_STACK_OVERFLOW;
    cells[1] = bytes;
    M3Result result = run_allocator(self, &self->module->functions[self->engine.heap.allocate], cells);
    if (result == m3Err_none) *pointer = (uint32_t)cells[0];
    return status_of(self, result);
}

static void *global(nf_engine *engine, uint32_t global_index, uint32_t *bytes)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    if (global_index >= self->module->numGlobals) return NULL;
    M3Global *found = &self->module->globals[global_index];
    *bytes = Is64BitType(found->type) ? sizeof(uint64_t) : sizeof(uint32_t);
    return &found->i64Value;
}

static void memory(nf_engine *engine, uint8_t **start, uint64_t *bytes)
{
    M3MemoryHeader *header = ((nf_interpreter *)engine)->runtime->memory.mallocated;
    *start = header ? m3MemData(header) : NULL;
    *bytes = header ? header->length : 0;
}

static uint32_t table_elements(nf_engine *engine)
{
    return ((nf_interpreter *)engine)->module->table0Size;
}

static int32_t set_element(nf_engine *engine, uint32_t element, uint32_t function_index)
{
    IM3Module module = ((nf_interpreter *)engine)->module;
    if (function_index != NF_NO_FUNCTION && function_index >= module->numFunctions) return NF_OUT_OF_RANGE;
    module->table0[element] = function_index == NF_NO_FUNCTION ? NULL : &module->functions[function_index];
    return NF_OK;
}

static void move_elements(nf_engine *engine, uint32_t destination, uint32_t source, uint32_t count)
{
    IM3Function *table = ((nf_interpreter *)engine)->module->table0;
    if (count != 0) memmove(table + destination, table + source, count * sizeof *table);
}

static void reset(nf_engine *engine)
{
    nf_interpreter *self = (nf_interpreter *)engine;
    M3Memory *linear = &self->runtime->memory;
    linear->numPages = self->baseline_pages;
    linear->mallocated->length = (size_t)engine->baseline_bytes;
    self->module->startFunction = self->start_function;
    self->trapping_import = NULL;
    if (engine->table_changed) memset(self->module->table0, 0, self->module->table0Size * sizeof *self->module->table0);
}

/* What a module's bytes say is read again by the caller, in place. */
static int32_t refill(nf_engine *engine)
{
    (void)engine;
    return NF_NOT_SUPPORTED;
}

static const nf_engine_operations operations = {
    .load = load,
    .link = link_function,
    .compile = compile,
    .start = start,
    .function_cells = function_cells,
    .call = call,
    .allocate = allocate,
    .global = global,
    .memory = memory,
    .table_elements = table_elements,
    .set_element = set_element,
    .move_elements = move_elements,
    .reset = reset,
    .refill = refill,
};

int32_t nf_interpreter_open(const nf_engine_config *config, nf_engine **out)
{
    *out = NULL;
    if (config->abi != NF_ENGINE_ABI) return NF_ENGINE_MISMATCH;
    if (config->memory == NULL || config->memory_bytes < sizeof(M3MemoryHeader)) return NF_INVALID_ARGUMENT;
    if (config->native_stack_bytes < native_stack_bytes_min) return NF_INVALID_ARGUMENT;
    if (config->commit && config->commit(config->memory, sizeof(M3MemoryHeader)) != NF_OK) return NF_OUT_OF_MEMORY;
    if (config->stack_bytes < 256 || config->stack_bytes > (1u << 30)) return NF_INVALID_ARGUMENT;

    nf_interpreter *self = config->allocate(config->arena, sizeof *self);
    if (self == NULL) return NF_OUT_OF_MEMORY;
    memset(self, 0, sizeof *self);
    nf_init_engine(&self->engine, config, &operations);

    nf_engine *previous = nf_make_current(&self->engine);
    self->environment = m3_NewEnvironment();
    if (self->environment) self->runtime = m3_NewRuntime(self->environment, config->stack_bytes + stack_red_zone_bytes, self);
    nf_make_current(previous);
    if (self->runtime == NULL) return NF_OUT_OF_MEMORY;

    self->runtime->numStackSlots = config->stack_bytes / sizeof(m3slot_t);
    self->stack_end = (const uint64_t *)self->runtime->stack + config->stack_bytes / sizeof(uint64_t);
    *out = &self->engine;
    return NF_OK;
}

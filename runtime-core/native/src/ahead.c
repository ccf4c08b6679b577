/* Runs modules that were compiled ahead of time (nf_ahead.h). A trap is a jump from compiled code back into run(), over frames of
 * compiled code only: host functions have returned before, and none of their frames is ever jumped over. */
#include "ahead.h"

#include <string.h>

#include "nf_status.h"

enum {
    page_bytes = 65536,
    /* Below the last function that may begin: the runtime's own functions, and the C library's for memory and floats. */
    native_reserve_bytes = sizeof(void *) == 8 ? 1024 : 512,
    signal_bytes = 4096, /* where faults are caught: the signal's frame, if there is no stack of its own for it */
};

static uint32_t function_index(const char *name)
{
    uint32_t index = 0;
    for (const char *digit = name + sizeof "w2c_f" - 1; *digit >= '0' && *digit <= '9'; digit++) index = index * 10 + (uint32_t)(*digit - '0');
    return index;
}

/* Where in a function it happened, compiled code does not know. */
static void push_frame(nf_backtrace *trace, uint32_t index)
{
    if (trace->frame_count < NF_BACKTRACE_FRAMES) trace->frames[trace->frame_count++] = (nf_frame){index, NF_UNKNOWN_OFFSET};
    else trace->dropped++;
}

static void clear_frames(nf_backtrace *trace)
{
    trace->frame_count = 0;
    trace->dropped = 0;
}

void nf_ahead_trap(nf_ahead_state *state, int32_t status)
{
    nf_ahead *self = nf_ahead_of(state);
    self->trap_status = status;
    for (const nf_ahead_frame *frame = state->frame; frame != self->outer_frame; frame = frame->caller)
        push_frame(&self->engine.backtrace, function_index(frame->function));
    NF_LONGJMP(*self->jump);
}

static void call_host(nf_ahead_state *state, uint32_t import, uint64_t *cells, uint32_t result_count)
{
    nf_ahead *self = nf_ahead_of(state);
    nf_host_call call = {
        .arguments = cells + result_count,
        .results = cells,
        .context = self->engine.config.host_context,
        .engine = &self->engine,
        .tag = self->imports[import].tag,
    };
    self->engine.operations->memory(&self->engine, &call.memory, &call.memory_bytes);
    self->in_host = true;
    int32_t status = self->imports[import].function(&call);
    self->in_host = false;
    if (status == NF_OK) {
        clear_frames(&self->engine.backtrace); /* of the guest's allocator, whose trap the host function made nothing of */
        return;
    }
    push_frame(&self->engine.backtrace, import);
    nf_ahead_trap(state, status);
}

/* Linear memory stands in the lent bytes from the start, and grows no further than they reach. */
static void lend_memory(nf_ahead_state *state, wasm_rt_memory_t *memory, uint32_t pages, uint32_t max_pages)
{
    const nf_engine_config *config = &nf_ahead_of(state)->engine.config;
    uint32_t whole_pages = config->memory_bytes / page_bytes;
    bool clipped = pages > whole_pages;
    bool guarded = nf_ahead_of(state)->module->flags & NF_AHEAD_GUARD;
    /* Addresses become inaccessible by pages only, so without checks it ends at a whole one. */
    uint64_t clipped_bytes = guarded ? (uint64_t)whole_pages * page_bytes : config->memory_bytes;
    uint64_t old_bytes = memory->size;
    memory->state = state;
    memory->data = config->memory;
    memory->pages = pages;
    memory->max_pages = clipped ? pages : max_pages < whole_pages ? max_pages : whole_pages;
    memory->size = clipped ? clipped_bytes : (uint64_t)pages * page_bytes;
    bool accessible = config->commit == NULL || config->commit(config->memory, (uint32_t)memory->size) == NF_OK;
    if (!accessible) nf_ahead_trap(state, NF_OUT_OF_MEMORY);
    /* After a reset it is shorter than the guest left it. */
    if (guarded && old_bytes > memory->size) nf_ahead_forbid(memory->data + memory->size, old_bytes - memory->size);
}

static uint32_t grow_memory(wasm_rt_memory_t *memory, uint32_t pages)
{
    const nf_engine_config *config = &nf_ahead_of(memory->state)->engine.config;
    uint32_t old_pages = memory->pages;
    if (pages == 0) return old_pages;
    if (pages > memory->max_pages - old_pages) return UINT32_MAX;
    uint64_t bytes = (uint64_t)(old_pages + pages) * page_bytes;
    if (config->commit && config->commit(config->memory, (uint32_t)bytes) != NF_OK) return UINT32_MAX;
    memory->pages = old_pages + pages;
    memory->size = bytes;
    return old_pages;
}

/* A table keeps its room when the instance is reset. */
static void *make_table(nf_ahead_state *state, void *old, uint32_t size, uint32_t *max_size, uint32_t element_bytes)
{
    nf_ahead *self = nf_ahead_of(state);
    const nf_engine_config *config = &self->engine.config;
    uint32_t elements = size;
    if (self->module->grows_tables && *max_size > size && config->table_elements > size)
        elements = *max_size < config->table_elements ? *max_size : config->table_elements;
    uint64_t bytes = (uint64_t)elements * element_bytes;
    void *data = old ? old : bytes > UINT32_MAX / 2 ? NULL : config->allocate(config->arena, bytes == 0 ? 1 : (uint32_t)bytes);
    if (data == NULL) nf_ahead_trap(state, NF_OUT_OF_MEMORY);
    memset(data, 0, (size_t)bytes);
    *max_size = elements;
    state->table_elements += size;
    if (state->table_elements > state->table_elements_max) state->table_elements_max = state->table_elements; /* the host admitted it */
    return data;
}

static const nf_ahead_runtime runtime = {nf_ahead_trap, call_host, lend_memory, grow_memory, make_table};

/* The native stack that compiled functions may begin on, counted from here. */
static const uint8_t *stack_limit(const nf_ahead *self, const void *here)
{
    uint32_t reserve = native_reserve_bytes + 2 * *self->module->frame_bytes_max;
    if (self->module->flags & NF_AHEAD_GUARD) reserve += signal_bytes;
    return (const uint8_t *)here - self->engine.config.native_stack_bytes + reserve;
}

static int32_t fill(nf_ahead *self)
{
    jmp_buf jump;
    nf_engine *previous = nf_make_current(&self->engine);
    self->jump = &jump;
    self->state->table_elements = 0;
    self->state->table_elements_max = self->engine.config.table_elements;
    int32_t status = NF_OK;
    if (NF_SETJMP(jump) == 0) self->module->fill(nf_ahead_record(self));
    else status = self->trap_status;
    self->jump = NULL;
    nf_make_current(previous);
    self->engine.operations->memory(&self->engine, &(uint8_t *){NULL}, &self->engine.baseline_bytes);
    return status;
}

static int32_t load(nf_engine *engine, const uint8_t *wasm, uint32_t wasm_bytes, uint32_t table_elements)
{
    nf_ahead *self = (nf_ahead *)engine;
    (void)table_elements;
    if (wasm != self->module->outline || wasm_bytes != self->module->outline_bytes) return NF_INVALID_ARGUMENT;
    return fill(self);
}

static int32_t link_function(nf_engine *engine, uint32_t index, nf_host_function function, uint32_t tag)
{
    nf_ahead *self = (nf_ahead *)engine;
    if (index >= self->module->import_count) return NF_OUT_OF_RANGE;
    self->imports[index] = (nf_ahead_import){function, tag};
    return NF_OK;
}

/* It was compiled long ago; every import must be linked by now. */
static int32_t compile(nf_engine *engine)
{
    nf_ahead *self = (nf_ahead *)engine;
    for (uint32_t i = 0; i < self->module->import_count; i++)
        if (self->imports[i].function == NULL) return NF_IMPORT_UNKNOWN;
    return NF_OK;
}

/* Enters compiled code; also from within a host function, for the guest's allocator. */
static int32_t enter(nf_ahead *self, const nf_ahead_function *function, const uint64_t *arguments, uint64_t *results)
{
    jmp_buf jump, *outer = self->jump;
    const nf_ahead_frame *caller = self->state->frame, *outer_frame = self->outer_frame;
    bool in_host = self->in_host;
    int32_t status = NF_OK;
    self->jump = &jump;
    self->outer_frame = caller;
    self->in_host = false;
    if (NF_SETJMP(jump) == 0) function->call(function->code, nf_ahead_record(self), arguments, results);
    else status = self->trap_status;
    self->in_host = in_host;
    self->state->frame = caller;
    self->outer_frame = outer_frame;
    self->jump = outer;
    return status;
}

static int32_t run(nf_ahead *self, uint32_t index, const uint64_t *arguments, uint64_t *results)
{
    char here;
    if (self->engine.running) return NF_REENTRANT;
    nf_engine *previous = nf_begin_call(&self->engine);
    self->state->stack_limit = stack_limit(self, &here);
    int32_t status = enter(self, &self->module->functions[index], arguments, results);
    return nf_end_call(&self->engine, previous, status);
}

static int32_t start(nf_engine *engine)
{
    nf_ahead *self = (nf_ahead *)engine;
    if (self->started || self->module->start_function == UINT32_MAX) return NF_OK;
    self->started = true;
    return run(self, self->module->start_function, NULL, NULL);
}

static int32_t function_cells(nf_engine *engine, uint32_t index, uint32_t *arguments, uint32_t *results)
{
    const nf_ahead_module *module = ((nf_ahead *)engine)->module;
    if (index >= module->function_count || module->functions[index].call == NULL) return NF_OUT_OF_RANGE;
    *arguments = module->functions[index].argument_count;
    *results = module->functions[index].result_count;
    return NF_OK;
}

static int32_t call(nf_engine *engine, uint32_t index, const uint64_t *arguments, uint64_t *results)
{
    return run((nf_ahead *)engine, index, arguments, results);
}

static int32_t allocate(nf_host_call *host_call, uint32_t bytes, uint32_t *pointer)
{
    nf_ahead *self = (nf_ahead *)host_call->engine;
    uint64_t argument = bytes, result = 0;
    int32_t status = enter(self, &self->module->functions[self->engine.heap.allocate], &argument, &result);
    if (status == NF_OK) *pointer = (uint32_t)result;
    return status;
}

static void *global(nf_engine *engine, uint32_t index, uint32_t *bytes)
{
    nf_ahead *self = (nf_ahead *)engine;
    if (index >= self->module->global_count || self->module->globals[index].bytes == 0) return NULL;
    *bytes = self->module->globals[index].bytes;
    return (uint8_t *)nf_ahead_record(self) + self->module->globals[index].offset;
}

static void memory(nf_engine *engine, uint8_t **start_of, uint64_t *bytes)
{
    nf_ahead *self = (nf_ahead *)engine;
    *start_of = NULL;
    *bytes = 0;
    if (self->module->memory_offset == UINT32_MAX) return;
    const wasm_rt_memory_t *linear = (const void *)((uint8_t *)nf_ahead_record(self) + self->module->memory_offset);
    *start_of = linear->data;
    *bytes = linear->size;
}

static wasm_rt_funcref_table_t *table(nf_engine *engine)
{
    nf_ahead *self = (nf_ahead *)engine;
    return (void *)((uint8_t *)nf_ahead_record(self) + self->module->table_offset);
}

static uint32_t table_elements(nf_engine *engine)
{
    return ((nf_ahead *)engine)->module->table_offset == UINT32_MAX ? 0 : table(engine)->size;
}

static int32_t set_element(nf_engine *engine, uint32_t element, uint32_t index)
{
    nf_ahead *self = (nf_ahead *)engine;
    wasm_rt_funcref_t reference = {0, NULL, NULL};
    if (index != NF_NO_FUNCTION) {
        if (index >= self->module->function_count || self->module->functions[index].code == NULL) return NF_OUT_OF_RANGE;
        const nf_ahead_function *function = &self->module->functions[index];
        reference = (wasm_rt_funcref_t){function->type, function->code, nf_ahead_record(self)};
    }
    table(engine)->data[element] = reference;
    return NF_OK;
}

static void move_elements(nf_engine *engine, uint32_t destination, uint32_t source, uint32_t count)
{
    wasm_rt_funcref_t *elements = table(engine)->data;
    if (count != 0) memmove(elements + destination, elements + source, count * sizeof *elements);
}

/* Linear memory stays as long as it is until refill: the caller clears it first. */
static void reset(nf_engine *engine)
{
    nf_ahead *self = (nf_ahead *)engine;
    self->started = false;
    engine->table_changed = false; /* refill fills all of it */
}

static int32_t refill(nf_engine *engine)
{
    return fill((nf_ahead *)engine);
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

const nf_engine_operations *const nf_ahead_operations = &operations;

static int32_t check(const nf_engine_config *config, const nf_ahead_module *module)
{
    if (config->abi != NF_ENGINE_ABI || module->abi != NF_ENGINE_ABI) return NF_ENGINE_MISMATCH;
    if (config->memory == NULL && config->memory_bytes != 0) return NF_INVALID_ARGUMENT;
    bool guarded = (module->flags & NF_AHEAD_GUARD) && module->memory_offset != UINT32_MAX;
    if (guarded && (config->commit == NULL || config->reserved_bytes < NF_AHEAD_GUARD_BYTES)) return NF_INVALID_ARGUMENT;
    uint32_t stack_bytes = native_reserve_bytes + 4 * *module->frame_bytes_max + (guarded ? signal_bytes : 0);
    if (config->native_stack_bytes < stack_bytes) return NF_INVALID_ARGUMENT;
    return guarded ? nf_ahead_catch_faults() : NF_OK;
}

static void *allocate_cleared(const nf_engine_config *config, size_t bytes)
{
    void *pointer = bytes > UINT32_MAX / 2 ? NULL : config->allocate(config->arena, (uint32_t)bytes);
    if (pointer) memset(pointer, 0, bytes);
    return pointer;
}

int32_t nf_ahead_open(const nf_engine_config *config, const nf_ahead_module *module, nf_engine **out)
{
    *out = NULL;
    int32_t status = check(config, module);
    if (status != NF_OK) return status;
    nf_ahead *self = allocate_cleared(config, sizeof *self);
    if (self == NULL) return NF_OUT_OF_MEMORY;
    nf_init_engine(&self->engine, config, &operations);
    self->module = module;
    self->imports = allocate_cleared(config, module->import_count * sizeof *self->imports + 1);
    self->state = allocate_cleared(config, NF_AHEAD_STATE_BYTES + module->instance_bytes);
    if (self->imports == NULL || self->state == NULL) return NF_OUT_OF_MEMORY;
    self->state->runtime = &runtime;
    self->state->engine = &self->engine;
    *out = &self->engine;
    return NF_OK;
}

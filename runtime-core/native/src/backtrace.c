/* wasm3's backtrace hooks (declared in m3_core.h), recording into the engine instead of the heap:
 * a trap must not allocate, because the arena is sealed while a guest runs. */
#include "interpreter.h"

static bool find_offset(IM3CodePage pages, pc_t pc, u32 *offset)
{
    for (; pages; pages = pages->info.next)
        if (ContainsPC(pages, pc)) return MapPCToOffset(pages, pc, offset);
    return false;
}

/* The function whose entry refused to go on for want of value stack: its operand is the word at `pc`. Such a frame is told apart by that
 * word, since wasm3 names the function of every other frame later, but not of this one. */
static IM3Function entered_function(IM3Module module, pc_t pc)
{
    uintptr_t word = (uintptr_t)*(void *const *)pc, first = (uintptr_t)module->functions;
    if (word < first || word >= first + module->numFunctions * sizeof(M3Function)) return NULL;
    return (word - first) % sizeof(M3Function) == 0 ? (IM3Function)word : NULL;
}

void ClearBacktrace(IM3Runtime runtime)
{
    nf_engine *engine = runtime->userdata;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
}

void PushBacktraceFrame(IM3Runtime runtime, pc_t pc)
{
    nf_interpreter *self = runtime->userdata;
    nf_backtrace *trace = &self->engine.backtrace;
    if (trace->frame_count == NF_BACKTRACE_FRAMES) {
        trace->dropped++;
        return;
    }
    nf_frame *frame = &trace->frames[trace->frame_count++];
    frame->function_index = UINT32_MAX;
    frame->module_offset = 0;
    if (self->trapping_import) { /* a host function has no code in the module */
        frame->function_index = (uint32_t)(self->trapping_import - self->module->functions);
        self->trapping_import = NULL;
        return;
    }
    IM3Function entered = entered_function(self->module, pc);
    if (entered) {
        frame->function_index = (uint32_t)(entered - self->module->functions);
        frame->module_offset = (uint32_t)(entered->wasm - self->module->wasmStart);
        return;
    }
    if (!find_offset(runtime->pagesOpen, pc, &frame->module_offset)) find_offset(runtime->pagesFull, pc, &frame->module_offset);
}

void FillBacktraceFunctionInfo(IM3Runtime runtime, IM3Function function)
{
    nf_backtrace *trace = &((nf_engine *)runtime->userdata)->backtrace;
    if (trace->dropped != 0 || trace->frame_count == 0) return;
    nf_frame *frame = &trace->frames[trace->frame_count - 1];
    if (frame->function_index == UINT32_MAX) frame->function_index = (uint32_t)(function - function->module->functions);
}

/* Called when wasm3 frees a runtime, which nf never does; wasm3's own lives in a file of printing helpers. */
void m3_PrintProfilerInfo(void)
{
}

/* wasm3's backtrace hooks (declared in m3_core.h), recording into the engine instead of the heap:
 * a trap must not allocate, because the arena is sealed while a guest runs. */
#include "engine_internal.h"

static bool find_offset(IM3CodePage pages, pc_t pc, u32 *offset)
{
    for (; pages; pages = pages->info.next)
        if (ContainsPC(pages, pc)) return MapPCToOffset(pages, pc, offset);
    return false;
}

void ClearBacktrace(IM3Runtime runtime)
{
    nf_engine *engine = runtime->userdata;
    engine->backtrace.frame_count = 0;
    engine->backtrace.dropped = 0;
}

void PushBacktraceFrame(IM3Runtime runtime, pc_t pc)
{
    nf_engine *engine = runtime->userdata;
    nf_backtrace *trace = &engine->backtrace;
    if (trace->frame_count == NF_BACKTRACE_FRAMES) {
        trace->dropped++;
        return;
    }
    nf_frame *frame = &trace->frames[trace->frame_count++];
    frame->function_index = UINT32_MAX;
    frame->module_offset = 0;
    if (engine->trapping_import) { /* a host function has no code in the module */
        frame->function_index = (uint32_t)(engine->trapping_import - engine->module->functions);
        engine->trapping_import = NULL;
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

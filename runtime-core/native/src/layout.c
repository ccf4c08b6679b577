/* The layout that the C# declarations have (HostCall.cs, Backtrace.cs, NativeEngine.cs), checked by each target's
 * compiler: first number for 64 bits, second for 32. A test compares the first with C#. */
#include <stddef.h>

#include "nf_ahead.h"
#include "nf_engine.h"

#define LAYOUT(what, on_64_bits, on_32_bits) \
    _Static_assert(what == (sizeof(void *) == 8 ? on_64_bits : on_32_bits), #what)

LAYOUT(sizeof(nf_engine_config), 88, 56);
LAYOUT(offsetof(nf_engine_config, abi), 0, 0);
LAYOUT(offsetof(nf_engine_config, stack_bytes), 4, 4);
LAYOUT(offsetof(nf_engine_config, native_stack_bytes), 8, 8);
LAYOUT(offsetof(nf_engine_config, memory_bytes), 12, 12);
LAYOUT(offsetof(nf_engine_config, memory), 16, 16);
LAYOUT(offsetof(nf_engine_config, host_context), 24, 20);
LAYOUT(offsetof(nf_engine_config, arena), 32, 24);
LAYOUT(offsetof(nf_engine_config, allocate), 40, 28);
LAYOUT(offsetof(nf_engine_config, release), 48, 32);
LAYOUT(offsetof(nf_engine_config, size_of), 56, 36);
LAYOUT(offsetof(nf_engine_config, commit), 64, 40);
LAYOUT(offsetof(nf_engine_config, table_elements), 72, 44);
LAYOUT(offsetof(nf_engine_config, reserved_bytes), 80, 48);

LAYOUT(sizeof(nf_frame), 8, 8);
LAYOUT(offsetof(nf_frame, function_index), 0, 0);
LAYOUT(offsetof(nf_frame, module_offset), 4, 4);

LAYOUT(sizeof(nf_backtrace), 72, 72);
LAYOUT(offsetof(nf_backtrace, frame_count), 0, 0);
LAYOUT(offsetof(nf_backtrace, dropped), 4, 4);
LAYOUT(offsetof(nf_backtrace, frames), 8, 8);

LAYOUT(sizeof(nf_guest_heap), 12, 12);
LAYOUT(offsetof(nf_guest_heap, allocate), 0, 0);
LAYOUT(offsetof(nf_guest_heap, stack_pointer), 4, 4);
LAYOUT(offsetof(nf_guest_heap, stack_limit), 8, 8);

LAYOUT(sizeof(nf_host_call), 64, 40);
LAYOUT(offsetof(nf_host_call, arguments), 0, 0);
LAYOUT(offsetof(nf_host_call, results), 8, 4);
LAYOUT(offsetof(nf_host_call, memory), 16, 8);
LAYOUT(offsetof(nf_host_call, memory_bytes), 24, 16);
LAYOUT(offsetof(nf_host_call, context), 32, 24);
LAYOUT(offsetof(nf_host_call, engine), 40, 28);
LAYOUT(offsetof(nf_host_call, free_cells), 48, 32);
LAYOUT(offsetof(nf_host_call, tag), 56, 36);

LAYOUT(offsetof(nf_ahead_module, abi), 0, 0);
LAYOUT(offsetof(nf_ahead_module, flags), 4, 4);
LAYOUT(offsetof(nf_ahead_module, digest), 8, 8);
LAYOUT(offsetof(nf_ahead_module, outline), 40, 40);
LAYOUT(offsetof(nf_ahead_module, outline_bytes), 48, 44);

LAYOUT(sizeof(nf_ahead_set), 16, 12);
LAYOUT(offsetof(nf_ahead_set, abi), 0, 0);
LAYOUT(offsetof(nf_ahead_set, count), 4, 4);
LAYOUT(offsetof(nf_ahead_set, modules), 8, 8);

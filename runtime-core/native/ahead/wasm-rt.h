/* What wasm2c's headers include under this name; the records are those of nf_ahead.h. */
#ifndef NF_WASM_RT_H
#define NF_WASM_RT_H

#include <stdbool.h>

#include "nf_ahead.h"

typedef nf_ahead_code wasm_rt_function_ptr_t;

#endif

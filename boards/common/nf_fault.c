/* The one place where every failure of a program is put into words. No printf: it would cost more than the rest together. */
#include "nf_board.h"
#include "nf_crash.h"

void nf_print(const char *text)
{
    int length = 0;
    while (text[length] != 0)
        length++;
    nf_report_write((const uint8_t *)text, length);
}

void nf_print_hex(uintptr_t value)
{
    char text[2 + 2 * sizeof value + 1] = "0x";
    for (unsigned i = 0; i < 2 * sizeof value; i++)
        text[2 + i] = "0123456789abcdef"[(value >> (8 * sizeof value - 4 - 4 * i)) & 15];
    text[2 + 2 * sizeof value] = 0;
    nf_print(text);
}

static const char *fault_name(int kind)
{
    switch (kind) {
    case NF_FAULT_INDEX_OUT_OF_RANGE: return "index out of range";
    case NF_FAULT_NULL_REFERENCE: return "null reference";
    case NF_FAULT_OVERFLOW: return "arithmetic overflow";
    case NF_FAULT_DIVIDE_BY_ZERO: return "divide by zero";
    case NF_FAULT_INVALID_CAST: return "invalid cast";
    case NF_FAULT_NO_VALUE: return "nullable without a value";
    case NF_FAULT_INVALID_PROGRAM: return "invalid program";
    case NF_FAULT_DESTINATION_TOO_SHORT: return "destination too short";
    case NF_FAULT_PROCESSOR: return "processor fault";
    case NF_FAULT_STACK_OVERFLOW: return "stack overflow";
    case NF_FAULT_BROKEN_MEMORY: return "broken memory";
    default: return "unknown fault";
    }
}

void nf_fault_print(int kind, uintptr_t address)
{
    nf_print("\nnf: fault: ");
    nf_print(fault_name(kind));
    nf_print(" at ");
    nf_print_hex(address);
    nf_print("\n");
}

int nf_fault_status(const struct nf_host_fault *fault)
{
    return fault->kind == NF_FAULT_STACK_OVERFLOW ? NF_STATUS_STACK_EXHAUSTED : NF_STATUS_INTERNAL_ERROR;
}

__attribute__((weak)) void nf_fault_end(const struct nf_host_fault *fault) { nf_exit(nf_fault_status(fault)); }

void nf_fault(int kind)
{
    const struct nf_host_fault fault = {
        .kind = (uint32_t)kind,
        .pc = (uintptr_t)__builtin_return_address(0),
        .sp = (uintptr_t)__builtin_frame_address(0),
    };
    nf_fault_print(kind, (uintptr_t)fault.pc);
    nf_fault_end(&fault);
}

/* What the start-up code of every target offers to C#, and what it asks of the C# program. */
#ifndef NF_BOARD_H
#define NF_BOARD_H

#include <stdint.h>

/* Exit code of a program that stopped itself on a broken invariant: Status.InternalError. */
#define NF_STATUS_INTERNAL_ERROR 8

/* Exit code of a program that used up its stack: Status.StackExhausted. */
#define NF_STATUS_STACK_EXHAUSTED 25

/* Why a program cannot go on: the same numbers as FaultKind of the core library. */
enum nf_fault_kind {
    NF_FAULT_INDEX_OUT_OF_RANGE = 1,
    NF_FAULT_NULL_REFERENCE = 2,
    NF_FAULT_OVERFLOW = 3,
    NF_FAULT_DIVIDE_BY_ZERO = 4,
    NF_FAULT_INVALID_CAST = 5,
    NF_FAULT_NO_VALUE = 6,
    NF_FAULT_INVALID_PROGRAM = 7,
    NF_FAULT_DESTINATION_TOO_SHORT = 8,
    /* Found by the processor, not by compiled checks. */
    NF_FAULT_PROCESSOR = 9,
    NF_FAULT_STACK_OVERFLOW = 10,
    NF_FAULT_BROKEN_MEMORY = 11,
};

/* The program, written in C#. argc is 0 on a board. Returns a Status, which becomes the exit code. */
int nf_main(int argc, char **argv);

/* Reports the fault and the address after the call that raised it, then stops. Never returns. */
__attribute__((noreturn)) void nf_fault(int kind);

/* Exit code of a process on Linux that wants to be started again; not a Status. */
#define NF_EXIT_RESTART 121

/* Starts anew: resets a board; ends the process with the code on Linux, where something else starts it. Never returns. */
__attribute__((noreturn)) void nf_restart(int code);

/* Time since start, in nanoseconds: on a board since nf_clock_start. */
uint64_t nf_uptime_ns(void);

/* Stops with an exit code: ends the process, or the emulator, or resets a board that no debugger watches. Never returns. */
__attribute__((noreturn)) void nf_exit(int code);

/* Writes bytes to the console, waiting until each is taken. */
void nf_console_write(const uint8_t *bytes, int length);

/* The same, to where fault reports go: stderr on Linux, the console on a board. */
void nf_report_write(const uint8_t *bytes, int length);

/* Gives other threads the processor; 1 if there may be any. */
int nf_thread_yield(void);

/* Linux: gives the calling thread a stack on which a fault of its own can be reported. One thread, which is not the first, may ask. */
void nf_thread_init(void);

/* The guest and its scenario that were linked into the image; 0 bytes without one. */
const uint8_t *nf_guest(uint32_t *bytes);

/* The same of an image with several guests, by number; null behind the last one. */
const uint8_t *nf_guest_at(uint32_t index, uint32_t *bytes);

const uint8_t *nf_scenario(uint32_t *bytes);

/* The device's key, which every package needs a tag of; 0 bytes: none does. */
const uint8_t *nf_device_key(uint32_t *bytes);

/* What a board's own file offers to the common start-up code. */
void nf_board_init(void);
void nf_board_putc(int byte);

/* Fault reports: "nf: fault: <name> at 0x<address>\n", and the exit code that goes with one. */
struct nf_host_fault;
void nf_fault_print(int kind, uintptr_t address);
int nf_fault_status(const struct nf_host_fault *fault);

/*
 * What follows the report: the program ends. One that stays on its target has another (nf_resident.c): the fault is written down and the
 * target restarts. It tests its RAM at start, too: nf_ram_check does nothing in other programs.
 */
__attribute__((noreturn)) void nf_fault_end(const struct nf_host_fault *fault);
void nf_ram_check(uint32_t *start, uint32_t *end);
void nf_print(const char *text);
void nf_print_hex(uintptr_t value);

#endif

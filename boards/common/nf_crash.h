/*
 * What outlives a reset: why the program reset itself, its last fault and the last fault of a guest. On a board it is RAM that nothing
 * clears, on Linux a file. CrashMemory.cs mirrors these structures. Each ends with a check of its own, so that what power-on leaves in
 * RAM, or a reset in the middle of a record, reads as nothing.
 */
#ifndef NF_CRASH_H
#define NF_CRASH_H

#include <stdint.h>

/* What the program wrote before a reset. */
enum nf_reset_reason {
    NF_RESET_NONE = 0,
    NF_RESET_RESTART = 1,
    NF_RESET_FAULT = 2,
    NF_RESET_WATCHDOG = 3,
    NF_RESET_STOP = 4, /* no reset: the program was told to end */
};

struct nf_reset_note {
    uint32_t boots;       /* starts since power came on, this one included */
    uint32_t faults;      /* faults of the host since then */
    uint32_t unclean;     /* starts since then that followed no restart or stop which the program knew of */
    uint32_t reason;      /* of the reset to come */
    uint32_t last_reason; /* of the reset that led to this start */
    uint32_t check;
};

struct nf_host_fault {
    uint64_t pc, lr, sp; /* 0 where they are not known */
    uint64_t uptime_ns;
    uint32_t kind;        /* enum nf_fault_kind */
    uint32_t cfsr, mmfar; /* Cortex-M: configurable fault status, address of a memory fault */
    uint32_t check;
};

enum { NF_CRASH_FRAMES = 8 };

struct nf_guest_fault {
    uint64_t uptime_ns;
    uint64_t fuel; /* left */
    uint32_t place;
    uint32_t status;
    uint32_t frame_count, frames_dropped;
    struct { uint32_t function, offset; } frames[NF_CRASH_FRAMES]; /* innermost first */
    uint32_t reserved;
    uint32_t check;
};

struct nf_crash_memory {
    struct nf_reset_note note;
    struct nf_host_fault host;
    struct nf_guest_fault guest;
};

/* Where it is. On Linux it does not outlive the process before nf_crash_open. */
struct nf_crash_memory *nf_crash_memory(void);

/* Linux: keeps it in a file from now on. 0, or -1 when the file can't be used. */
int nf_crash_open(const char *path);

/* Linux: what was written so far outlives a loss of power, too. */
void nf_crash_sync(void);

/* Gives a part its check, in its last word; whether it has it. */
void nf_crash_seal(void *part, uint32_t bytes);
int nf_crash_is_whole(const void *part, uint32_t bytes);

/* Counts the start and moves the reason of the last reset aside. Once a start. */
void nf_crash_begin(void);

/* Writes down why the next reset happens. */
void nf_crash_expect(uint32_t reason);

/* Writes down a fault of the host; fills in the time. */
void nf_crash_record(const struct nf_host_fault *fault);

#endif

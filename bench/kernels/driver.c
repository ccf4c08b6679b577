/*
 * The kernels as a program, native or for WASI. Reads lines "KERNEL ROUNDS" and answers each with "CHECKSUM NANOSECONDS"; a first line
 * "ready" says that it runs. Ends when its input ends, with 1 on a line that it does not understand.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kernel.h"

#ifdef __wasi__
/* Hosts of WASI need not have a clock of processor time. */
#define CLOCK CLOCK_MONOTONIC
#else
#define CLOCK CLOCK_PROCESS_CPUTIME_ID
#endif

enum { NAME_BYTES = 16 };

static const struct {
    const char *name;
    uint64_t (*run)(uint32_t rounds);
} kernels[] = {
    {"integer", kernel_integer}, {"float", kernel_float}, {"memory", kernel_memory}, {"calls", kernel_calls},
    {"indirect", kernel_indirect}, {"sha256", kernel_sha256}, {"sort", kernel_sort}, {"matrix", kernel_matrix},
    {"machine", kernel_machine},
};

static uint64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static int answer(const char *name, uint32_t rounds)
{
    for (size_t i = 0; i < sizeof kernels / sizeof kernels[0]; i++) {
        if (strcmp(kernels[i].name, name) != 0)
            continue;
        uint64_t begin = nanoseconds();
        uint64_t checksum = kernels[i].run(rounds);
        uint64_t taken = nanoseconds() - begin;
        printf("%" PRIu64 " %" PRIu64 "\n", checksum, taken);
        fflush(stdout);
        return 0;
    }
    return 1;
}

int main(void)
{
    char line[64], name[NAME_BYTES];
    uint32_t rounds;
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%15s %" SCNu32, name, &rounds) != 2 || answer(name, rounds) != 0)
            return 1;
    }
    return 0;
}

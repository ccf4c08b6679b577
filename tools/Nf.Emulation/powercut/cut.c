// A plugin of QEMU's that ends it at once, as a loss of power would: at a chosen store of the emulated processor to one register, or, when it is
// preloaded too, in the middle of a chosen write to the medium's file. Arguments: register=ADDRESS, control=FILE. The file is shared with who
// started QEMU, and holds a struct control.

#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

// The part of QEMU's plugin interface, version 1, that is needed here (QEMU documentation, devel/tcg-plugins). No package has its header.
struct qemu_plugin_tb;
struct qemu_plugin_insn;
typedef void (*translated_block)(uint64_t plugin, struct qemu_plugin_tb *block);
typedef void (*memory_access)(unsigned processor, uint32_t kind, uint64_t address, void *unused);
extern void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t plugin, translated_block callback);
extern size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
extern struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block, size_t index);
extern void qemu_plugin_register_vcpu_mem_cb(
    struct qemu_plugin_insn *instruction, memory_access callback, int registers, int direction, void *unused);

enum { NO_REGISTERS = 0, STORES = 2 };

struct control {
    volatile uint64_t stores;       // so far
    volatile uint64_t store_cut;    // the store to end at; 0: none
    volatile uint64_t writes;       // so far
    volatile uint64_t write_cut;    // the write to end in; 0: none
    volatile uint64_t write_part;   // how much of what it changes is written then, in 65536ths
};

static struct control *control;
static uint64_t watched;

static uint64_t finished;   // writes, of those that control->writes counts

enum { QUIET_ROUNDS = 20, ROUND_MICROSECONDS = 5000, ROUNDS_MAX = 1000 };

// QEMU writes to NOR flash in threads of its own, behind the processor's back. What the processor could take as done has to be done: so the power
// fails when no write has been begun or under way for 100 ms.
static void finish_writes(void)
{
    uint64_t seen = 0;
    for (int round = 0, quiet = 0; round < ROUNDS_MAX && quiet < QUIET_ROUNDS; round++, quiet++) {
        uint64_t begun = __atomic_load_n(&control->writes, __ATOMIC_SEQ_CST);
        if (begun != seen || begun != __atomic_load_n(&finished, __ATOMIC_SEQ_CST))
            quiet = 0;
        seen = begun;
        usleep(ROUND_MICROSECONDS);
    }
}

static void on_store(unsigned processor, uint32_t kind, uint64_t address, void *unused)
{
    (void)processor, (void)kind, (void)unused;
    if (address == watched && ++control->stores == control->store_cut) {
        finish_writes();
        kill(getpid(), SIGKILL);
    }
}

static void on_block(uint64_t plugin, struct qemu_plugin_tb *block)
{
    (void)plugin;
    for (size_t i = 0, count = qemu_plugin_tb_n_insns(block); i < count; i++)
        qemu_plugin_register_vcpu_mem_cb(qemu_plugin_tb_get_insn(block, i), on_store, NO_REGISTERS, STORES, NULL);
}

// Bytes of a write, up to the chosen part of those that change anything.
static size_t part_of(int file, const uint8_t *data, size_t bytes, off64_t at)
{
    uint8_t *before = calloc(1, bytes);
    if (before == NULL || pread64(file, before, bytes, at) < 0)
        abort();
    size_t first = 0, end = bytes;
    while (first < end && data[first] == before[first])
        first++;
    while (end > first && data[end - 1] == before[end - 1])
        end--;
    free(before);
    return first + (size_t)(((end - first) * control->write_part) >> 16);
}

// QEMU's block layer writes by this one; of several threads on NOR flash.
__attribute__((visibility("default"))) ssize_t pwrite64(int file, const void *data, size_t bytes, off64_t at)
{
    const struct control *counting = control;
    if (counting != NULL && __atomic_add_fetch(&control->writes, 1, __ATOMIC_SEQ_CST) == counting->write_cut) {
        syscall(SYS_pwrite64, file, data, part_of(file, data, bytes, at), at);
        kill(getpid(), SIGKILL);
    }
    ssize_t written = syscall(SYS_pwrite64, file, data, bytes, at);
    if (counting != NULL)
        __atomic_add_fetch(&finished, 1, __ATOMIC_SEQ_CST);
    return written;
}

static struct control *map(const char *path)
{
    int file = open(path, O_RDWR);
    void *memory = file < 0 ? MAP_FAILED : mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

__attribute__((visibility("default"))) int qemu_plugin_version = 1;

__attribute__((visibility("default"))) int qemu_plugin_install(uint64_t plugin, const void *target, int count, char **arguments)
{
    (void)target;
    for (int i = 0; i < count; i++) {
        if (strncmp(arguments[i], "register=", 9) == 0)
            watched = strtoull(arguments[i] + 9, NULL, 0);
        else if (strncmp(arguments[i], "control=", 8) == 0)
            control = map(arguments[i] + 8);
    }
    if (control == NULL || watched == 0)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(plugin, on_block);
    return 0;
}

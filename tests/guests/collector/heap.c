#include "guest.h"

/* An object's header. It stands before the object, at an address that is a multiple of 8. */
typedef struct header {
    uint32_t bytes;      /* of the object, a multiple of 8; the lowest bits are flags */
    struct header *next; /* free: the next free one; marked: the next one to be looked through */
} header;

enum { ALLOCATED = 1, MARKED = 2, FLAGS = 7, UNIT = 8, PAGE = 65536 };
enum { HEAP_BYTES_MAX = 16 << 20, SHADOW_WORDS = 256, SLACK = 4, SLACK_MIN = 16384 };
enum { DEAD_WORD = 0xdddddddd, POISONED_BYTES = 64 };

extern uint8_t __heap_base;

static uint32_t shadow[SHADOW_WORDS];
static uint8_t starts[HEAP_BYTES_MAX / UNIT / 8]; /* a bit for each address where an object may start */
static uint32_t heap_start, heap_top;             /* objects lie between them without gaps */
static uint32_t heap_limit;                       /* up to here the heap grows without a collection */
static header *free_list;
static bool is_eager;

/* Counters for the tests. */
static uint32_t collections, peak_bytes;
EXPORT("collections") uint32_t get_collections(void) { return collections; }
EXPORT("peak_bytes") uint32_t get_peak_bytes(void) { return peak_bytes; }

/* How the next allocations go wrong, for tests: after so many good ones. */
enum trouble { NO_TROUBLE, NOTHING, TRAPS, SPINS, OLD, GROWS, CALLS_HOST, RECURSES, ODD, FAR, MOVES_SHADOW };
static enum trouble trouble;
static uint32_t trouble_after, trouble_pointer;
/* Which word above shadow_base the collector does not see while a host function works, as if that had forgotten to root it. */
static uint32_t blind_word, shadow_base;
static bool is_blind, in_host;

EXPORT("set_trouble") void set_trouble(uint32_t kind, uint32_t after, uint32_t pointer)
{
    trouble = (enum trouble)kind;
    trouble_after = after;
    trouble_pointer = pointer;
}

EXPORT("set_blind") void set_blind(uint32_t word)
{
    blind_word = word;
    is_blind = true;
}

uint32_t *push_root(uint32_t pointer)
{
    uint32_t *root = (uint32_t *)shadow_top();
    if (root >= shadow + SHADOW_WORDS) __builtin_trap();
    *root = pointer;
    set_shadow_top((uint32_t)(root + 1));
    return root;
}

static uint32_t start_bit(uint32_t object) { return (object - heap_start) / UNIT; }

static void set_start(uint32_t object, bool is_start)
{
    uint32_t bit = start_bit(object);
    uint8_t mask = (uint8_t)(1u << bit % 8);
    starts[bit / 8] = is_start ? starts[bit / 8] | mask : starts[bit / 8] & (uint8_t)~mask;
}

static header *header_of(uint32_t object) { return (header *)object - 1; }

static uint32_t object_of(const header *block) { return (uint32_t)(block + 1); }

static uint32_t size_of(const header *block) { return block->bytes & ~(uint32_t)FLAGS; }

static header *behind(header *block) { return (header *)(object_of(block) + size_of(block)); }

/* A word of a live object or of the shadow stack: if it is where an object starts, that object lives. */
static void look_at(uint32_t word, header **to_scan)
{
    if (word % UNIT != 0 || word < heap_start || word >= heap_top) return;
    uint32_t bit = start_bit(word);
    if ((starts[bit / 8] >> bit % 8 & 1) == 0) return;
    header *block = header_of(word);
    if ((block->bytes & (ALLOCATED | MARKED)) != ALLOCATED) return;
    block->bytes |= MARKED;
    block->next = *to_scan;
    *to_scan = block;
}

static void mark_live(void)
{
    header *to_scan = 0;
    const uint32_t *top = (const uint32_t *)shadow_top(), *blind = is_blind && in_host ? (const uint32_t *)shadow_base + blind_word : 0;
    for (const uint32_t *root = shadow; root < top; root++) {
        if (root != blind) look_at(*root, &to_scan);
    }
    while (to_scan) {
        const header *block = to_scan;
        to_scan = block->next;
        const uint32_t *word = (const uint32_t *)object_of(block), *end = word + size_of(block) / sizeof *word;
        while (word < end) look_at(*word++, &to_scan);
    }
}

static void overwrite(header *block)
{
    uint32_t *word = (uint32_t *)object_of(block);
    uint32_t bytes = size_of(block);
    if (!is_eager && bytes > POISONED_BYTES) bytes = POISONED_BYTES;
    for (uint32_t *end = word + bytes / sizeof *word; word < end;) *word++ = DEAD_WORD;
}

/* Makes one free block of all neighbours that are free or dead. The list is in the order of addresses. */
static uint32_t sweep(void)
{
    uint32_t live = 0;
    header **link = &free_list, *last_free = 0;
    for (header *block = (header *)(heap_start - sizeof(header)), *next; object_of(block) < heap_top; block = next) {
        next = behind(block);
        if (block->bytes & MARKED) {
            block->bytes &= ~(uint32_t)MARKED;
            live += size_of(block) + sizeof(header);
            last_free = 0;
            continue;
        }
        set_start(object_of(block), false);
        if (block->bytes & ALLOCATED) overwrite(block);
        block->bytes = size_of(block);
        if (last_free) {
            last_free->bytes += size_of(block) + sizeof(header);
        } else {
            *link = last_free = block;
            link = &block->next;
        }
    }
    *link = 0;
    return live;
}

EXPORT("collect") void collect(void)
{
    collections++;
    mark_live();
    uint32_t live = sweep();
    heap_limit = heap_start + SLACK * live + SLACK_MIN;
}

static uint32_t take(header *block)
{
    block->bytes |= ALLOCATED;
    set_start(object_of(block), true);
    return object_of(block);
}

/* First fit. What is left over stays free. */
static uint32_t take_free(uint32_t bytes)
{
    for (header **link = &free_list; *link; link = &(*link)->next) {
        header *block = *link;
        if (size_of(block) < bytes) continue;
        if (size_of(block) - bytes >= sizeof(header) + UNIT) {
            header *rest = (header *)(object_of(block) + bytes);
            rest->bytes = size_of(block) - bytes - sizeof(header);
            rest->next = block->next;
            block->bytes = bytes;
            *link = rest;
        } else {
            *link = block->next;
        }
        return take(block);
    }
    return 0;
}

/* Grows the memory to so many bytes or more. */
EXPORT("grow_to") bool grow_to(uint32_t bytes)
{
    uint32_t pages = (uint32_t)__builtin_wasm_memory_size(0), needed = (bytes + PAGE - 1) / PAGE;
    return needed <= pages || (int32_t)__builtin_wasm_memory_grow(0, needed - pages) >= 0;
}

static uint32_t take_new(uint32_t bytes, uint32_t limit)
{
    if (heap_top + bytes + sizeof(header) > limit) return 0;
    uint32_t end = heap_top + bytes + sizeof(header);
    if (!grow_to(end)) return 0;
    header *block = header_of(heap_top);
    heap_top = end;
    if (heap_top - heap_start > peak_bytes) peak_bytes = heap_top - heap_start;
    block->bytes = bytes;
    return take(block);
}

static uint32_t find_room(uint32_t bytes)
{
    if (is_eager) collect();
    uint32_t object = take_free(bytes);
    if (!object) object = take_new(bytes, heap_limit);
    if (object || is_eager) return object ? object : take_new(bytes, heap_start + HEAP_BYTES_MAX);
    collect();
    object = take_free(bytes);
    return object ? object : take_new(bytes, heap_start + HEAP_BYTES_MAX);
}

IMPORT("vera", "map_new") uint32_t map_new(void);

static uint32_t make_trouble(uint32_t bytes);

static uint32_t recurse(uint32_t bytes)
{
    uint32_t object = make_trouble(bytes);
    __asm__ volatile("" : "+r"(object)); /* or it would become a loop */
    return object;
}

static uint32_t make_trouble(uint32_t bytes)
{
    switch (trouble) {
    case NOTHING: return 0;
    case TRAPS: __builtin_trap();
    case SPINS: for (;;) __asm__ volatile("");
    case OLD: return trouble_pointer;
    case GROWS: __builtin_wasm_memory_grow(0, 1); return find_room(bytes);
    case CALLS_HOST: return map_new();
    case RECURSES: return recurse(bytes);
    case ODD: return find_room(bytes) + 2;
    case FAR: return 0x7ffffff8;
    case MOVES_SHADOW: bytes = find_room(bytes); set_shadow_top((uint32_t)shadow); return bytes;
    default: return find_room(bytes);
    }
}

EXPORT("alloc") uint32_t alloc(uint32_t bytes)
{
    mark(ALLOC_BEGINS);
    uint32_t rounded = bytes == 0 ? UNIT : (bytes + UNIT - 1) & ~(uint32_t)(UNIT - 1);
    uint32_t object = 0;
    if (rounded < bytes || rounded > HEAP_BYTES_MAX) object = 0;
    else if (trouble == NO_TROUBLE || trouble_after-- != 0) object = find_room(rounded);
    else object = make_trouble(rounded);
    mark(ALLOC_ENDS);
    return object;
}

EXPORT("shadow_base") uint32_t get_shadow_base(void) { return shadow_base; }
void enter_host(void)
{
    shadow_base = shadow_top();
    in_host = true;
    mark(HOST_BEGINS);
}

void leave_host(void)
{
    mark(HOST_ENDS);
    in_host = false;
    if (shadow_top() != shadow_base) __builtin_trap();
}

void reset_heap(bool eager)
{
    uint32_t first = (uint32_t)&__heap_base;
    heap_start = heap_top = (first + sizeof(header) + UNIT - 1) & ~(uint32_t)(UNIT - 1);
    for (uint32_t i = 0; i < sizeof starts; i++) starts[i] = 0;
    heap_limit = heap_start + SLACK_MIN;
    free_list = 0;
    is_eager = eager;
    trouble = NO_TROUBLE;
    is_blind = in_host = false;
    collections = peak_bytes = 0;
    set_shadow_top((uint32_t)shadow);
    uint32_t limit = (uint32_t)(shadow + SHADOW_WORDS);
    __asm__("local.get %0\n\tglobal.set gc_stack_limit" ::"r"(limit));
}

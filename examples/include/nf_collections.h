/**
 * @file nf_collections.h
 * Maps, sets, vectors and rings in the guest's own memory, which the host reads and writes in place: docs/COLLECTIONS.md has the layout.
 * Nothing is allocated and nobody is called; what there is room for is said once:
 *
 *        NF_MAP(sensors, NF_TEXT, NF_I32, 16);
 *        NF_RING(nf_samples, NF_I64, 8, NF_RING_OVERWRITE, NF_SOURCE_I2C(0x48, 0));
 *
 *        nf_map_insert(&sensors.table, nf_text("outside", 7), nf_i32(-12));
 *        while (nf_ring_drain(&nf_samples.ring, &cell) == 0) ...
 *
 * Keys, values and elements travel as 64-bit cells: see nf_i32(), nf_f64(), nf_text(); an i64 is one as it is. A string's bytes are not
 * copied: they must stay where and what they are.
 *
 * The host finds a collection by an exported global that holds its address: a linker option for a variable,
 * -Wl,--export-if-defined=nf_samples.
 *
 * Functions give 0, or a failure as the negated nf_status. A map or set has entries in up to three quarters of its slots; insert, get,
 * contains and remove take O(1) expected, and look at each slot once at worst.
 */
#ifndef NF_COLLECTIONS_H
#define NF_COLLECTIONS_H

#include "nf.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What a key, a value or an element is. */
enum nf_type {
    NF_I64 = 0,                             /**< A 64-bit integer. */
    NF_F64 = 1,                             /**< A 64-bit float. As keys -0 is 0, and all that are no number are the same. */
    NF_I32 = 2,                             /**< A 32-bit number. */
    NF_TEXT = 3,                            /**< A pointer to bytes and their number. */
};

/** What a ring does when it is full. */
enum nf_ring_flags {
    NF_RING_REFUSE = 0,                     /**< The producer is refused and counts it. */
    NF_RING_OVERWRITE = 1,                  /**< The oldest element is overwritten; the consumer counts what it missed. */
};

/** The first word of a header. */
enum nf_tag {
    NF_TAG_MAP = (int32_t)0xFEEDC011,
    NF_TAG_SET = (int32_t)0xFEEDC012,
    NF_TAG_VECTOR = (int32_t)0xFEEDC013,
    NF_TAG_RING = (int32_t)0xFEEDC014,
};

/** Most slots of a map or set, most elements of a vector or ring. */
#define NF_CAPACITY_MAX 65536

/** Source of the ring nf_samples: two bytes of a register of an I2C device, big-endian, once a tick. */
#define NF_SOURCE_I2C(address, reg) ((uint32_t)(address) | (uint32_t)(reg) << 8)

/** Map or set: this header, then its slots. */
struct nf_table {
    uint32_t tag;
    uint32_t types;                         /**< nf_type of keys; times 256, of values */
    uint32_t capacity;                      /**< number of slots: a power of two, 8 or more */
    uint32_t count;                         /**< entries */
};

/** A slot of a map or set. */
struct nf_slot {
    uint32_t hash;                          /**< of the key, with the top bit set; 0: no entry */
    uint32_t key[2];                        /**< low and high word, or pointer and length */
    uint32_t value[2];                      /**< the same; 0 in a set */
};

/** Vector: this header, then its elements of 4 (NF_I32) or 8 bytes. */
struct nf_vector {
    uint32_t tag;
    uint32_t types;
    uint32_t capacity;
    uint32_t count;
};

/** Ring: this header, then its elements of 4 (NF_I32) or 8 bytes. Head, tail and claimed count on and wrap. */
struct nf_ring {
    uint32_t tag;
    uint32_t types;                         /**< nf_type; times 65536, nf_ring_flags */
    uint32_t capacity;                      /**< a power of two */
    uint32_t head;                          /**< elements taken; the consumer's */
    uint32_t tail;                          /**< elements published; the producer's */
    uint32_t dropped;                       /**< refused (counted by the producer) or missed (by the consumer) */
    uint32_t claimed;                       /**< NF_RING_OVERWRITE: up to here the producer may be writing */
    uint32_t source;                        /**< what shall be published */
};

/** Defines an empty map: NF_MAP(name, type of keys, type of values, slots). Its header is name.table. */
#define NF_MAP(name, key_type, value_type, slot_count) \
    struct name##_storage { struct nf_table table; struct nf_slot slots[slot_count]; } name = \
        {{(uint32_t)NF_TAG_MAP, (key_type) | (value_type) << 8, (slot_count), 0}, {{0, {0, 0}, {0, 0}}}}

/** Defines an empty set: NF_SET(name, type of elements, slots). Its header is name.table. */
#define NF_SET(name, element_type, slot_count) \
    struct name##_storage { struct nf_table table; struct nf_slot slots[slot_count]; } name = \
        {{(uint32_t)NF_TAG_SET, (element_type), (slot_count), 0}, {{0, {0, 0}, {0, 0}}}}

/** Defines an empty vector: NF_VECTOR(name, type of elements, most elements). Its header is name.vector. */
#define NF_VECTOR(name, element_type, element_count) \
    struct name##_storage { struct nf_vector vector; uint32_t words[(element_count) * ((element_type) == NF_I32 ? 1 : 2)]; } name = \
        {{(uint32_t)NF_TAG_VECTOR, (element_type), (element_count), 0}, {0}}

/** Defines an empty ring: NF_RING(name, type of elements, most elements, nf_ring_flags, source). Its header is name.ring. */
#define NF_RING(name, element_type, element_count, ring_flags, ring_source) \
    struct name##_storage { struct nf_ring ring; uint32_t words[(element_count) * ((element_type) == NF_I32 ? 1 : 2)]; } name = \
        {{(uint32_t)NF_TAG_RING, (element_type) | (ring_flags) << 16, (element_count), 0, 0, 0, 0, (ring_source)}, {0}}

/* What is too large to stand in a guest more than once. */
#define NF_ONCE static __attribute__((noinline, unused))

/* ---- cells ---------------------------------------------------------------------------------------- */

/** The cell of a 32-bit number. */
static inline uint64_t nf_i32(int32_t value)
{
    return (uint32_t)value;
}

/** The cell of a float. */
static inline uint64_t nf_f64(double value)
{
    union { double value; uint64_t bits; } both;
    both.value = value;
    return both.bits;
}

/** The cell of a string. */
static inline uint64_t nf_text(const void *bytes, uint32_t length)
{
    return (uint32_t)(uintptr_t)bytes | (uint64_t)length << 32;
}

static inline uint64_t nf_words_get(const uint32_t words[2])
{
    return words[0] | (uint64_t)words[1] << 32;
}

static inline void nf_words_set(uint32_t words[2], uint32_t type, uint64_t cell)
{
    words[0] = (uint32_t)cell;
    words[1] = type == NF_I32 ? 0 : (uint32_t)(cell >> 32);
}

/* What was never used is 0, so that the same operations give the same bytes. */
static inline void nf_words_clear(void *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        ((uint32_t *)words)[i] = 0;
}

/* ---- keys ----------------------------------------------------------------------------------------- */

/* lowbias32: Chris Wellons, "Prospecting for Hash Functions", 2018. */
static inline uint32_t nf_mix(uint32_t x)
{
    x ^= x >> 16;
    x *= 0x7feb352du;
    x ^= x >> 15;
    x *= 0x846ca68bu;
    return x ^ x >> 16;
}

/* SameValueZero makes one of both zeros, and one of all that are no number. */
static inline uint64_t nf_key_canonical(uint32_t type, uint64_t key)
{
    if (type == NF_I32)
        return (uint32_t)key;
    if (type != NF_F64)
        return key;
    uint64_t magnitude = key & 0x7fffffffffffffffull;
    if (magnitude == 0)
        return 0;
    return magnitude > 0x7ff0000000000000ull ? 0x7ff8000000000000ull : key;
}

/** The hash of a key: numbers by nf_mix(), strings by FNV-1a (RFC 9923) and nf_mix(). */
NF_ONCE uint32_t nf_key_hash(uint32_t type, uint64_t key)
{
    uint32_t hash;
    if (type == NF_TEXT) {
        const uint8_t *bytes = (const uint8_t *)(uintptr_t)(uint32_t)key;
        uint32_t length = (uint32_t)(key >> 32);
        hash = 2166136261u;
        for (uint32_t i = 0; i < length; i++)
            hash = (hash ^ bytes[i]) * 16777619u;
    } else {
        key = nf_key_canonical(type, key);
        hash = (uint32_t)key ^ (uint32_t)(key >> 32) * 0x9e3779b1u;
    }
    return nf_mix(hash) | 0x80000000u;
}

/** Whether two keys are the same: SameValueZero; strings by their bytes. */
static inline int nf_key_same(uint32_t type, uint64_t a, uint64_t b)
{
    if (type != NF_TEXT)
        return nf_key_canonical(type, a) == nf_key_canonical(type, b);
    uint32_t length = (uint32_t)(a >> 32);
    if (length != (uint32_t)(b >> 32))
        return 0;
    const uint8_t *left = (const uint8_t *)(uintptr_t)(uint32_t)a, *right = (const uint8_t *)(uintptr_t)(uint32_t)b;
    for (uint32_t i = 0; i < length; i++)
        if (left[i] != right[i])
            return 0;
    return 1;
}

/* ---- maps and sets -------------------------------------------------------------------------------- */

static inline struct nf_slot *nf_slots(const struct nf_table *table)
{
    return (struct nf_slot *)(uintptr_t)(table + 1);
}

/** Empties a map or set. O(slots). */
static inline void nf_table_clear(struct nf_table *table)
{
    table->count = 0;
    nf_words_clear(table + 1, table->capacity * 5);
}

/** Makes a map or set of memory: 16 bytes and 20 a slot. */
static inline void nf_table_format(struct nf_table *table, enum nf_tag tag, uint32_t key_type, uint32_t value_type, uint32_t slots)
{
    table->tag = (uint32_t)tag;
    table->types = key_type | value_type << 8;
    table->capacity = slots;
    nf_table_clear(table);
}

/* 0: *index is where the key is; -NF_NOT_FOUND: where it would go. */
NF_ONCE int32_t nf_table_find(const struct nf_table *table, uint64_t key, uint32_t hash, uint32_t *index)
{
    const struct nf_slot *slots = nf_slots(table);
    uint32_t type = table->types & 0xff, mask = table->capacity - 1, at = hash & mask;
    for (uint32_t probes = 0; probes < table->capacity; probes++) {
        *index = at;
        if (slots[at].hash == 0)
            return -NF_NOT_FOUND;
        if (slots[at].hash == hash && nf_key_same(type, nf_words_get(slots[at].key), key))
            return 0;
        at = (at + 1) & mask;
    }
    return -NF_BUCKET_CORRUPT;
}

/** Inserts, or replaces the value of an entry, whose key stays. @return 0, or -NF_FULL */
NF_ONCE int32_t nf_map_insert(struct nf_table *map, uint64_t key, uint64_t value)
{
    uint32_t index, type = map->types & 0xff, hash = nf_key_hash(type, key);
    int32_t status = nf_table_find(map, key, hash, &index);
    struct nf_slot *slot = nf_slots(map) + index;
    if (status == -NF_NOT_FOUND) {
        if (map->count >= map->capacity / 4 * 3)
            return -NF_FULL;
        map->count++;
        slot->hash = hash;
        nf_words_set(slot->key, type, key);
    } else if (status != 0) {
        return status;
    }
    nf_words_set(slot->value, map->types >> 8 & 0xff, value);
    return 0;
}

/** Looks for a key. @return 0 and *value, or -NF_NOT_FOUND */
static inline int32_t nf_map_get(const struct nf_table *map, uint64_t key, uint64_t *value)
{
    uint32_t index;
    int32_t status = nf_table_find(map, key, nf_key_hash(map->types & 0xff, key), &index);
    if (status == 0)
        *value = nf_words_get(nf_slots(map)[index].value);
    return status;
}

/** Adds an element to a set; one that is there stays. @return 0, or -NF_FULL */
static inline int32_t nf_set_add(struct nf_table *set, uint64_t element)
{
    return nf_map_insert(set, element, 0);
}

/** Looks for a key or element. @return 0, or -NF_NOT_FOUND */
static inline int32_t nf_table_contains(const struct nf_table *table, uint64_t key)
{
    uint32_t index;
    return nf_table_find(table, key, nf_key_hash(table->types & 0xff, key), &index);
}

/** Removes a key or element. What stands behind it moves back (Knuth, TAOCP 3, 6.4, algorithm R). @return 0, or -NF_NOT_FOUND */
static inline int32_t nf_table_remove(struct nf_table *table, uint64_t key)
{
    struct nf_slot *slots = nf_slots(table);
    uint32_t gap, mask = table->capacity - 1;
    int32_t status = nf_table_find(table, key, nf_key_hash(table->types & 0xff, key), &gap);
    if (status != 0)
        return status;
    table->count--;
    uint32_t at = gap;
    for (uint32_t steps = 0; steps < mask; steps++) {
        at = (at + 1) & mask;
        if (slots[at].hash == 0)
            break;
        if (((at - slots[at].hash) & mask) < ((at - gap) & mask))
            continue;
        slots[gap] = slots[at];
        gap = at;
    }
    slots[gap].hash = slots[gap].key[0] = slots[gap].key[1] = slots[gap].value[0] = slots[gap].value[1] = 0;
    return 0;
}

/**
 * Gives the entries one by one, in the order of slots. What is inserted or removed meanwhile may be given, left out or given twice.
 * @param cursor  0 for the first; where to go on
 * @return 0, *key and *value, or -NF_EMPTY when there are no more
 */
static inline int32_t nf_table_next(const struct nf_table *table, uint32_t *cursor, uint64_t *key, uint64_t *value)
{
    while (*cursor < table->capacity) {
        const struct nf_slot *slot = nf_slots(table) + (*cursor)++;
        if (slot->hash == 0)
            continue;
        *key = nf_words_get(slot->key);
        *value = nf_words_get(slot->value);
        return 0;
    }
    return -NF_EMPTY;
}

/* ---- vectors -------------------------------------------------------------------------------------- */

/* Elements of 4 or 8 bytes; what they are counted from is the end of a header. */
static inline uint64_t nf_cell_get(const uint32_t *words, uint32_t type, uint32_t index)
{
    return type == NF_I32 ? words[index] : nf_words_get(words + 2 * index);
}

static inline void nf_cell_set(uint32_t *words, uint32_t type, uint32_t index, uint64_t cell)
{
    if (type == NF_I32)
        words[index] = (uint32_t)cell;
    else
        nf_words_set(words + 2 * index, type, cell);
}

/** Makes an empty vector of memory: 16 bytes and 4 (NF_I32) or 8 an element. */
static inline void nf_vector_format(struct nf_vector *vector, uint32_t type, uint32_t capacity)
{
    vector->tag = (uint32_t)NF_TAG_VECTOR;
    vector->types = type;
    vector->capacity = capacity;
    vector->count = 0;
    nf_words_clear(vector + 1, type == NF_I32 ? capacity : 2 * capacity);
}

/** Appends an element. @return 0, or -NF_FULL */
static inline int32_t nf_vector_push(struct nf_vector *vector, uint64_t cell)
{
    if (vector->count >= vector->capacity)
        return -NF_FULL;
    nf_cell_set((uint32_t *)(vector + 1), vector->types, vector->count++, cell);
    return 0;
}

/** Removes the last element. @return 0 and *cell, or -NF_EMPTY */
static inline int32_t nf_vector_pop(struct nf_vector *vector, uint64_t *cell)
{
    if (vector->count == 0)
        return -NF_EMPTY;
    *cell = nf_cell_get((const uint32_t *)(vector + 1), vector->types, --vector->count);
    return 0;
}

/** Reads an element. @return 0 and *cell, or -NF_OUT_OF_RANGE */
static inline int32_t nf_vector_get(const struct nf_vector *vector, uint32_t index, uint64_t *cell)
{
    if (index >= vector->count)
        return -NF_OUT_OF_RANGE;
    *cell = nf_cell_get((const uint32_t *)(vector + 1), vector->types, index);
    return 0;
}

/** Replaces an element. @return 0, or -NF_OUT_OF_RANGE */
static inline int32_t nf_vector_set(struct nf_vector *vector, uint32_t index, uint64_t cell)
{
    if (index >= vector->count)
        return -NF_OUT_OF_RANGE;
    nf_cell_set((uint32_t *)(vector + 1), vector->types, index, cell);
    return 0;
}

/* ---- rings ---------------------------------------------------------------------------------------- */

/* The other side may change the word between two looks; nothing moves across the look. */
static inline uint32_t nf_word_load(const uint32_t *word)
{
    uint32_t value = *(const volatile uint32_t *)word;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    return value;
}

static inline void nf_word_store(uint32_t *word, uint32_t value)
{
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    *(volatile uint32_t *)word = value;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
}

/** Makes an empty ring of memory: 32 bytes and 4 (NF_I32) or 8 an element. */
static inline void nf_ring_format(struct nf_ring *ring, uint32_t type, uint32_t flags, uint32_t capacity, uint32_t source)
{
    ring->tag = (uint32_t)NF_TAG_RING;
    ring->types = type | flags << 16;
    ring->capacity = capacity;
    ring->head = ring->tail = ring->dropped = ring->claimed = 0;
    ring->source = source;
    nf_words_clear(ring + 1, type == NF_I32 ? capacity : 2 * capacity);
}

/** Publishes an element: the producer's part. @return 0, or -NF_FULL, which is counted */
static inline int32_t nf_ring_publish(struct nf_ring *ring, uint64_t cell)
{
    uint32_t tail = ring->tail;
    if (ring->types >> 16 & NF_RING_OVERWRITE) {
        nf_word_store(&ring->claimed, tail + 1);
    } else if (tail - nf_word_load(&ring->head) >= ring->capacity) {
        ring->dropped++;
        return -NF_FULL;
    }
    nf_cell_set((uint32_t *)(ring + 1), ring->types & 0xff, tail & (ring->capacity - 1), cell);
    nf_word_store(&ring->tail, tail + 1);
    return 0;
}

/** Takes the oldest element: the consumer's part. @return 0 and *cell, -NF_EMPTY, or -NF_BUSY: overtaken by the producer, try again */
static inline int32_t nf_ring_drain(struct nf_ring *ring, uint64_t *cell)
{
    uint32_t head = ring->head, tail = nf_word_load(&ring->tail), oldest = head;
    if (tail == head)
        return -NF_EMPTY;
    if (tail - head > ring->capacity)
        oldest = tail - ring->capacity;
    *cell = nf_cell_get((const uint32_t *)(ring + 1), ring->types & 0xff, oldest & (ring->capacity - 1));
    if (ring->types >> 16 & NF_RING_OVERWRITE) {
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
        if (nf_word_load(&ring->claimed) - oldest > ring->capacity)
            return -NF_BUSY;
        ring->dropped += oldest - head;
    }
    nf_word_store(&ring->head, oldest + 1);
    return 0;
}

#ifdef __cplusplus
}
#endif

#endif

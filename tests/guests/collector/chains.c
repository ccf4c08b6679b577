#include "guest.h"

/* Maps and sets that are changed a thousand times and looked at afterwards. While a host function works, nothing it was given is on the
 * shadow stack, unless the host put it there. Exports give 0, or the line that found something wrong. */

typedef struct { uint32_t low, high; } element;
typedef struct { uint32_t pointer, count; } array;
typedef enum { TYPE_I, TYPE_F, TYPE_B, TYPE_S } type;

static uint64_t cell(element e) { return e.low | (uint64_t)e.high << 32; }
static double number(element e) { return __builtin_bit_cast(double, cell(e)); }

#define PARAMETERS_i int64_t
#define PARAMETERS_f double
#define PARAMETERS_b uint32_t
#define PARAMETERS_s uint32_t, uint32_t
#define ARGUMENTS_i(e) (int64_t)cell(e)
#define ARGUMENTS_f(e) number(e)
#define ARGUMENTS_b(e) (e).low
#define ARGUMENTS_s(e) (e).low, (e).high
#define TYPE_i TYPE_I
#define TYPE_f TYPE_F
#define TYPE_b TYPE_B
#define TYPE_s TYPE_S

IMPORT("vera", "map_new") uint32_t map_new(void);
IMPORT("vera", "set_new") uint32_t set_new(void);
IMPORT("vera", "map_size") int64_t map_size(uint32_t);
IMPORT("vera", "set_size") int64_t set_size(uint32_t);

/* What a chain needs of a collection; get, keys and values of a set are contains, to_array and none. */
typedef struct {
    uint32_t (*make)(void);
    int64_t (*size)(uint32_t);
    uint32_t (*insert)(uint32_t, element, element);
    uint32_t (*get)(uint32_t, element);
    uint32_t (*contains)(uint32_t, element);
    uint32_t (*remove)(uint32_t, element);
    array (*keys)(uint32_t);
    array (*values)(uint32_t);
    type key, value;
} operations;

#define MAP(K, V)                                                                                                                        \
    IMPORT("vera", "map_insert$k" #K "_v" #V) uint32_t map_insert_##K##V(uint32_t, PARAMETERS_##K, PARAMETERS_##V);                      \
    IMPORT("vera", "map_get$k" #K "_v" #V) uint32_t map_get_##K##V(uint32_t, PARAMETERS_##K);                                            \
    IMPORT("vera", "map_contains$k" #K) uint32_t map_contains_##K(uint32_t, PARAMETERS_##K);                                             \
    IMPORT("vera", "map_remove$k" #K) uint32_t map_remove_##K(uint32_t, PARAMETERS_##K);                                                 \
    IMPORT("vera", "map_keys$k" #K) array map_keys_##K(uint32_t);                                                                        \
    IMPORT("vera", "map_values$v" #V) array map_values_##V(uint32_t);                                                                    \
    static uint32_t insert_##K##V(uint32_t m, element k, element v) { return map_insert_##K##V(m, ARGUMENTS_##K(k), ARGUMENTS_##V(v)); } \
    static uint32_t get_##K##V(uint32_t m, element k) { return map_get_##K##V(m, ARGUMENTS_##K(k)); }                                    \
    static uint32_t contains_##K##V(uint32_t m, element k) { return map_contains_##K(m, ARGUMENTS_##K(k)); }                             \
    static uint32_t remove_##K##V(uint32_t m, element k) { return map_remove_##K(m, ARGUMENTS_##K(k)); }                                 \
    static const operations map_##K##V = {map_new,        map_size,     insert_##K##V,  get_##K##V, contains_##K##V,                     \
                                          remove_##K##V,  map_keys_##K, map_values_##V, TYPE_##K,   TYPE_##V};

#define SET(E)                                                                                                                           \
    IMPORT("vera", "set_add$e" #E) uint32_t set_add_##E(uint32_t, PARAMETERS_##E);                                                       \
    IMPORT("vera", "set_contains$e" #E) uint32_t set_contains_##E(uint32_t, PARAMETERS_##E);                                             \
    IMPORT("vera", "set_remove$e" #E) uint32_t set_remove_##E(uint32_t, PARAMETERS_##E);                                                 \
    IMPORT("vera", "set_to_array$e" #E) array set_to_array_##E(uint32_t);                                                                \
    static uint32_t add_##E(uint32_t s, element e, element none) { (void)none; return set_add_##E(s, ARGUMENTS_##E(e)); }                \
    static uint32_t has_##E(uint32_t s, element e) { return set_contains_##E(s, ARGUMENTS_##E(e)); }                                     \
    static uint32_t drop_##E(uint32_t s, element e) { return set_remove_##E(s, ARGUMENTS_##E(e)); }                                      \
    static const operations set_##E = {set_new, set_size, add_##E, 0, has_##E, drop_##E, set_to_array_##E, 0, TYPE_##E, TYPE_##E};

MAP(s, s)
MAP(s, i)
MAP(s, b)
MAP(i, s)
MAP(f, s)
MAP(b, b)
MAP(i, f)
SET(s)
SET(i)

static const operations *const all[] = {&map_ss, &map_si, &map_sb, &map_is, &map_fs, &map_bb, &map_if, &set_s, &set_i};

enum { VALUE_SALT = 7, KEY_TEXT = 11, VALUE_TEXT = 17 };

static uint32_t *shadow_start; /* the root of `current` */
static uint32_t current;

/* The number in decimal, so many characters long. */
static element make_text(uint32_t n, uint32_t length)
{
    uint8_t *text = (uint8_t *)alloc(length);
    if (!text) __builtin_trap();
    for (uint32_t i = length; i-- > 0; n /= 10) text[i] = (uint8_t)('0' + n % 10);
    return (element){(uint32_t)text, length};
}

static bool is_text(element e, uint32_t n, uint32_t length)
{
    const uint8_t *text = (const uint8_t *)e.low;
    if (e.high != length) return false;
    for (uint32_t i = length; i-- > 0; n /= 10) {
        if (text[i] != '0' + n % 10) return false;
    }
    return true;
}

/* An i32 that is a pointer: to a word with the number. */
static element make_box(uint32_t n)
{
    uint32_t *box = (uint32_t *)alloc(sizeof *box);
    if (!box) __builtin_trap();
    *box = n;
    return (element){(uint32_t)box, 0};
}

static element make_number(uint32_t n, type of)
{
    uint64_t bits = of == TYPE_F ? __builtin_bit_cast(uint64_t, (double)n + 0.25) : of == TYPE_I ? ~(uint64_t)n : 2 * n + 1;
    return (element){(uint32_t)bits, (uint32_t)(bits >> 32)};
}

static element make_key(uint32_t n, type of) { return of == TYPE_S ? make_text(n, KEY_TEXT) : make_number(n, of); }

static bool is_key(element e, uint32_t n, type of)
{
    if (of == TYPE_S) return is_text(e, n, KEY_TEXT);
    element expected = make_number(n, of);
    return e.low == expected.low && (of == TYPE_B || e.high == expected.high);
}

static element make_value(uint32_t n, type of)
{
    n += VALUE_SALT;
    return of == TYPE_S ? make_text(n, VALUE_TEXT) : of == TYPE_B ? make_box(n) : make_number(n, of);
}

static bool is_value(element e, uint32_t n, type of)
{
    n += VALUE_SALT;
    return of == TYPE_S ? is_text(e, n, VALUE_TEXT) : of == TYPE_B ? *(const uint32_t *)e.low == n : is_key(e, n, of);
}

static element element_at(uint32_t at, type of)
{
    const uint32_t *word = (const uint32_t *)at;
    return (element){word[0], of == TYPE_B ? 0 : word[1]};
}

static uint32_t step_of(type of) { return of == TYPE_B ? 4 : 8; }

static void keep_only_current(void)
{
    set_shadow_top((uint32_t)shadow_start);
    push_root(current);
}

EXPORT("prepare") void prepare(uint32_t eager)
{
    reset_heap(eager);
    shadow_start = (uint32_t *)shadow_top();
    current = 0;
    push_root(0);
}

/* Makes a collection of so many entries; a version from halfway must be what it was. */
EXPORT("build") uint32_t build(uint32_t kind, uint32_t count)
{
    const operations *of = all[kind];
    uint32_t half = 0;
    set_shadow_top((uint32_t)shadow_start);
    enter_host();
    current = of->make();
    leave_host();
    for (uint32_t n = 0; n < count; n++) {
        set_shadow_top((uint32_t)shadow_start);
        push_root(current);
        push_root(half);
        element key = make_key(n, of->key);
        push_root(key.low);
        element value = of->get ? make_value(n, of->value) : (element){0, 0};
        /* The host function finds the half's root where it is, and puts its own behind. */
        shadow_start[0] = half;
        set_shadow_top((uint32_t)(shadow_start + 1));
        enter_host();
        current = of->insert(current, key, value);
        leave_host();
        if (n == count / 2) half = current;
    }
    set_shadow_top((uint32_t)shadow_start);
    push_root(current);
    if (of->size(current) != count) return __LINE__;
    if (count != 0 && of->size(half) != count / 2 + 1) return __LINE__;
    return 0;
}

/* The same for kind 3, made by one host function, which puts in so many. */
IMPORT("t", "build_map") uint32_t build_map(uint32_t count, uint32_t put);
EXPORT("build_by_host") uint32_t build_by_host(uint32_t count, uint32_t put)
{
    set_shadow_top((uint32_t)shadow_start);
    enter_host();
    uint32_t made = build_map(count, put);
    leave_host();
    current = made;
    keep_only_current();
    return 0;
}

/* Looks at entries first, first + step, …: by key, and all of them in the arrays. */
EXPORT("check") uint32_t check(uint32_t kind, uint32_t count, uint32_t first, uint32_t step)
{
    const operations *of = all[kind];
    keep_only_current();
    if (of->size(current) != (first < count ? (count - first - 1) / step + 1 : 0)) return __LINE__;
    for (uint32_t n = first; n < count; n += step) {
        keep_only_current();
        element key = make_key(n, of->key);
        if (!of->contains(current, key)) return __LINE__;
        if (!of->get) continue;
        enter_host();
        uint32_t option = of->get(current, key);
        leave_host();
        if (*(const uint32_t *)option != 1) return __LINE__;
        uint32_t payload = option + (of->value == TYPE_B || of->value == TYPE_S ? 4 : 8);
        if (!is_value(element_at(payload, of->value), n, of->value)) return __LINE__;
    }
    for (uint32_t values = 0; values < (of->values ? 2 : 1); values++) {
        /* The array holds the strings; nothing else needs the collection. */
        set_shadow_top((uint32_t)shadow_start);
        enter_host();
        array given = values ? of->values(current) : of->keys(current);
        leave_host();
        type type_of = values ? of->value : of->key;
        uint32_t at = given.pointer, index = 0;
        for (uint32_t n = first; n < count; n += step, index++, at += step_of(type_of)) {
            if (index == given.count) return __LINE__;
            element e = element_at(at, type_of);
            if (!(values ? is_value(e, n, type_of) : is_key(e, n, type_of))) return __LINE__;
        }
        if (index != given.count) return __LINE__;
    }
    keep_only_current();
    return 0;
}

/* Takes entries 0, 2, 4, … out. */
EXPORT("thin") uint32_t thin(uint32_t kind, uint32_t count)
{
    const operations *of = all[kind];
    for (uint32_t n = 0; n < count; n += 2) {
        keep_only_current();
        element key = make_key(n, of->key);
        set_shadow_top((uint32_t)shadow_start);
        enter_host();
        current = of->remove(current, key);
        leave_host();
    }
    keep_only_current();
    return of->size(current) == count / 2 ? 0 : __LINE__;
}

/* One operation on the collection of so many entries, which it keeps. */
enum { INSERT, REPLACE, GET, REMOVE, KEYS, VALUES, NEW };
EXPORT("attempt") void attempt(uint32_t kind, uint32_t operation, uint32_t count)
{
    const operations *of = all[kind];
    keep_only_current();
    element key = make_key(operation == INSERT ? count : count / 2, of->key);
    push_root(key.low);
    element value = make_value(count, of->value);
    keep_only_current();
    enter_host();
    switch (operation) {
    case INSERT:
    case REPLACE: of->insert(current, key, value); break;
    case GET: of->get(current, key); break;
    case REMOVE: of->remove(current, key); break;
    case KEYS: of->keys(current); break;
    case VALUES: of->values(current); break;
    default: of->make(); break;
    }
    leave_host();
}

EXPORT("current") uint32_t get_current(void) { return current; }

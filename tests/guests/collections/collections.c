/* Offers all of nf_collections.h to a test, at any address. */
#include "nf_collections.h"

/* Lent memory: what the tests put where is theirs. */
uint32_t lent[1];

NF_EXPORT("table_format")
void table_format(struct nf_table *table, int32_t tag, uint32_t key_type, uint32_t value_type, uint32_t slots)
{
    nf_table_format(table, (enum nf_tag)tag, key_type, value_type, slots);
}

NF_EXPORT("map_insert") int32_t map_insert(struct nf_table *map, uint64_t key, uint64_t value) { return nf_map_insert(map, key, value); }

NF_EXPORT("map_get") int32_t map_get(struct nf_table *map, uint64_t key, uint64_t *value) { return nf_map_get(map, key, value); }

NF_EXPORT("set_add") int32_t set_add(struct nf_table *set, uint64_t element) { return nf_set_add(set, element); }

NF_EXPORT("table_contains") int32_t table_contains(struct nf_table *table, uint64_t key) { return nf_table_contains(table, key); }

NF_EXPORT("table_remove") int32_t table_remove(struct nf_table *table, uint64_t key) { return nf_table_remove(table, key); }

NF_EXPORT("table_clear") void table_clear(struct nf_table *table) { nf_table_clear(table); }

NF_EXPORT("table_next") int32_t table_next(struct nf_table *table, uint32_t *cursor, uint64_t *key, uint64_t *value)
{
    return nf_table_next(table, cursor, key, value);
}

NF_EXPORT("vector_format") void vector_format(struct nf_vector *vector, uint32_t type, uint32_t capacity)
{
    nf_vector_format(vector, type, capacity);
}

NF_EXPORT("vector_push") int32_t vector_push(struct nf_vector *vector, uint64_t cell) { return nf_vector_push(vector, cell); }

NF_EXPORT("vector_pop") int32_t vector_pop(struct nf_vector *vector, uint64_t *cell) { return nf_vector_pop(vector, cell); }

NF_EXPORT("vector_get") int32_t vector_get(struct nf_vector *vector, uint32_t index, uint64_t *cell)
{
    return nf_vector_get(vector, index, cell);
}

NF_EXPORT("vector_set") int32_t vector_set(struct nf_vector *vector, uint32_t index, uint64_t cell)
{
    return nf_vector_set(vector, index, cell);
}

NF_EXPORT("ring_format") void ring_format(struct nf_ring *ring, uint32_t type, uint32_t flags, uint32_t capacity, uint32_t source)
{
    nf_ring_format(ring, type, flags, capacity, source);
}

NF_EXPORT("ring_publish") int32_t ring_publish(struct nf_ring *ring, uint64_t cell) { return nf_ring_publish(ring, cell); }

NF_EXPORT("ring_drain") int32_t ring_drain(struct nf_ring *ring, uint64_t *cell) { return nf_ring_drain(ring, cell); }

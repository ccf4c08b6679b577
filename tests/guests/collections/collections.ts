// Offers all of collections.ts to a test, at any address, under the names of collections.c.
export {
  tableFormat as table_format, mapInsert as map_insert, mapGet as map_get, setAdd as set_add, tableContains as table_contains,
  tableRemove as table_remove, tableClear as table_clear, tableNext as table_next, vectorFormat as vector_format, vectorPush as vector_push,
  vectorPop as vector_pop, vectorGet as vector_get, vectorSet as vector_set, ringFormat as ring_format, ringPublish as ring_publish,
  ringDrain as ring_drain,
} from "../../../examples/include/collections";

/** Lent memory: what the tests put where is theirs. */
export const lent: usize = memory.data(4, 8);

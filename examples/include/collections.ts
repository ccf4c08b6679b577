/**
 * Maps, sets, vectors and rings in the guest's own memory, for AssemblyScript: the same bytes as nf_collections.h, which says more, and
 * docs/COLLECTIONS.md, which has the layout. The host reads and writes them in place.
 *
 *     import * as shared from "../include/collections";
 *
 *     export const nf_samples: usize = memory.data(shared.ringBytes(shared.Type.I64, 8), 8);
 *     shared.ringFormat(nf_samples, shared.Type.I64, shared.RingFlags.Overwrite, 8, shared.sourceI2c(0x48, 0));
 *
 * A collection is an address. Keys, values and elements are 64-bit cells: an i32 as <u32>, an f64 by reinterpret<u64>, a string by text().
 * Functions give 0, or a failure as the negated Status; each looks at memory anew. Nothing here allocates.
 */
import { Status } from "./nf";

/** What a key, a value or an element is. */
export const enum Type {
  I64 = 0,
  F64 = 1,
  I32 = 2,
  Text = 3,
}

/** What a ring does when it is full. */
export const enum RingFlags {
  Refuse = 0,
  Overwrite = 1,
}

/** The first word of a header. */
export const enum Tag {
  Map = 0xfeedc011,
  Set = 0xfeedc012,
  Vector = 0xfeedc013,
  Ring = 0xfeedc014,
}

/** Most slots of a map or set, most elements of a vector or ring. */
export const CAPACITY_MAX: u32 = 65536;

// Offsets of a header's words; tag at 0.
const TYPES: usize = 4;
const CAPACITY: usize = 8;
const COUNT: usize = 12;
const HEAD: usize = 12;
const TAIL: usize = 16;
const DROPPED: usize = 20;
const CLAIMED: usize = 24;
const SOURCE: usize = 28;
const TABLE_BYTES: usize = 16;
const RING_BYTES: usize = 32;

// A slot: hash, key, value.
const SLOT_BYTES: u32 = 20;
const SLOT_KEY: usize = 4;
const SLOT_VALUE: usize = 12;

/** The cell of a string. */
// @ts-ignore: decorator
@inline
export function text(bytes: usize, length: u32): u64 {
  return <u64>bytes | <u64>length << 32;
}

/** Source of the ring nf_samples: two bytes of a register of an I2C device, big-endian, once a tick. */
// @ts-ignore: decorator
@inline
export function sourceI2c(address: u32, register: u32): u32 {
  return address | register << 8;
}

/** Bytes of a map or set. */
// @ts-ignore: decorator
@inline
export function tableBytes(slots: u32): usize {
  return TABLE_BYTES + slots * SLOT_BYTES;
}

/** Bytes of a vector. */
// @ts-ignore: decorator
@inline
export function vectorBytes(type: u32, capacity: u32): usize {
  return TABLE_BYTES + (capacity << (type == Type.I32 ? 2 : 3));
}

/** Bytes of a ring. */
// @ts-ignore: decorator
@inline
export function ringBytes(type: u32, capacity: u32): usize {
  return RING_BYTES + (capacity << (type == Type.I32 ? 2 : 3));
}

// ---- keys

// lowbias32: Chris Wellons, "Prospecting for Hash Functions", 2018.
function mix(x: u32): u32 {
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  return x ^ x >> 16;
}

// SameValueZero makes one of both zeros, and one of all that are no number.
function canonical(type: u32, key: u64): u64 {
  if (type == Type.I32) return <u64><u32>key;
  if (type != Type.F64) return key;
  const magnitude = key & 0x7fffffffffffffff;
  if (magnitude == 0) return 0;
  return magnitude > 0x7ff0000000000000 ? 0x7ff8000000000000 : key;
}

/** The hash of a key: numbers by mix, strings by FNV-1a (RFC 9923) and mix. */
export function keyHash(type: u32, key: u64): u32 {
  let hash: u32;
  if (type == Type.Text) {
    hash = 2166136261;
    const end = <u32>key + <u32>(key >> 32);
    for (let at = <u32>key; at != end; at++) hash = (hash ^ load<u8>(at)) * 16777619;
  } else {
    key = canonical(type, key);
    hash = <u32>key ^ <u32>(key >> 32) * 0x9e3779b1;
  }
  return mix(hash) | 0x80000000;
}

function keySame(type: u32, a: u64, b: u64): bool {
  if (type != Type.Text) return canonical(type, a) == canonical(type, b);
  const length = <u32>(a >> 32);
  if (length != <u32>(b >> 32)) return false;
  for (let i: u32 = 0; i < length; i++) {
    if (load<u8>(<u32>a + i) != load<u8>(<u32>b + i)) return false;
  }
  return true;
}

// ---- maps and sets

// @ts-ignore: decorator
@inline
function keyType(table: usize): u32 {
  return load<u8>(table, TYPES);
}

// @ts-ignore: decorator
@inline
function slotAt(table: usize, index: u32): usize {
  return table + TABLE_BYTES + index * SLOT_BYTES;
}

function storeCell(at: usize, type: u32, cell: u64): void {
  store<u64>(at, type == Type.I32 ? <u64><u32>cell : cell);
}

// What was never used is 0, so that the same operations give the same bytes.
function clear(at: usize, bytes: usize): void {
  for (const end = at + bytes; at != end; at += 4) store<u32>(at, 0);
}

/** Empties a map or set. O(slots). */
export function tableClear(table: usize): void {
  store<u32>(table, 0, COUNT);
  clear(table + TABLE_BYTES, load<u32>(table, CAPACITY) * SLOT_BYTES);
}

/** Makes a map (Tag.Map) or set (Tag.Set) of tableBytes(slots): a power of two, 8 or more. */
export function tableFormat(table: usize, tag: u32, keyType: u32, valueType: u32, slots: u32): void {
  store<u32>(table, tag);
  store<u32>(table, keyType | valueType << 8, TYPES);
  store<u32>(table, slots, CAPACITY);
  tableClear(table);
}

// The slot of a key, or the free one where it would go; 0 when the table is damaged.
function find(table: usize, key: u64, hash: u32): usize {
  const type = keyType(table), capacity = load<u32>(table, CAPACITY), mask = capacity - 1;
  let index = hash & mask;
  for (let probes: u32 = 0; probes < capacity; probes++) {
    const slot = slotAt(table, index), found = load<u32>(slot);
    if (found == 0) return slot;
    if (found == hash && keySame(type, load<u64>(slot, SLOT_KEY), key)) return slot;
    index = (index + 1) & mask;
  }
  return 0;
}

/** Inserts, or replaces the value of an entry, whose key stays: 0 or -Status.Full. */
export function mapInsert(map: usize, key: u64, value: u64): i32 {
  const type = keyType(map), hash = keyHash(type, key), slot = find(map, key, hash);
  if (slot == 0) return -Status.BucketCorrupt;
  if (load<u32>(slot) == 0) {
    const count = load<u32>(map, COUNT);
    if (count >= load<u32>(map, CAPACITY) / 4 * 3) return -Status.Full;
    store<u32>(map, count + 1, COUNT);
    store<u32>(slot, hash);
    storeCell(slot + SLOT_KEY, type, key);
  }
  storeCell(slot + SLOT_VALUE, load<u8>(map, TYPES + 1), value);
  return 0;
}

/** Looks for a key or element: 0 or -Status.NotFound. */
export function tableContains(table: usize, key: u64): i32 {
  const slot = find(table, key, keyHash(keyType(table), key));
  if (slot == 0) return -Status.BucketCorrupt;
  return load<u32>(slot) == 0 ? -Status.NotFound : 0;
}

/** Looks for a key and stores its value's cell at an address: 0 or -Status.NotFound. */
export function mapGet(map: usize, key: u64, value: usize): i32 {
  const slot = find(map, key, keyHash(keyType(map), key));
  if (slot == 0) return -Status.BucketCorrupt;
  if (load<u32>(slot) == 0) return -Status.NotFound;
  store<u64>(value, load<u64>(slot, SLOT_VALUE));
  return 0;
}

/** Adds an element to a set; one that is there stays: 0 or -Status.Full. */
// @ts-ignore: decorator
@inline
export function setAdd(set: usize, element: u64): i32 {
  return mapInsert(set, element, 0);
}

/** Removes a key or element; what stands behind it moves back (Knuth, TAOCP 3, 6.4, algorithm R): 0 or -Status.NotFound. */
export function tableRemove(table: usize, key: u64): i32 {
  let slot = find(table, key, keyHash(keyType(table), key));
  if (slot == 0) return -Status.BucketCorrupt;
  if (load<u32>(slot) == 0) return -Status.NotFound;
  store<u32>(table, load<u32>(table, COUNT) - 1, COUNT);
  const mask = load<u32>(table, CAPACITY) - 1;
  let gap = <u32>(slot - table - TABLE_BYTES) / SLOT_BYTES, at = gap;
  for (let steps: u32 = 0; steps < mask; steps++) {
    at = (at + 1) & mask;
    const next = slotAt(table, at), hash = load<u32>(next);
    if (hash == 0) break;
    if (((at - hash) & mask) < ((at - gap) & mask)) continue;
    store<u32>(slot, hash);
    store<u64>(slot, load<u64>(next, SLOT_KEY), SLOT_KEY);
    store<u64>(slot, load<u64>(next, SLOT_VALUE), SLOT_VALUE);
    slot = next;
    gap = at;
  }
  store<u32>(slot, 0);
  store<u64>(slot, 0, SLOT_KEY);
  store<u64>(slot, 0, SLOT_VALUE);
  return 0;
}

/**
 * Gives the entries one by one, in the order of slots: stores the cells of key and value at two addresses. The cursor is a u32 in memory, 0
 * for the first. 0, or -Status.Empty when there are no more. What is inserted or removed meanwhile may be given, left out or given twice.
 */
export function tableNext(table: usize, cursor: usize, key: usize, value: usize): i32 {
  const capacity = load<u32>(table, CAPACITY);
  for (let index = load<u32>(cursor); index < capacity; index++) {
    const slot = slotAt(table, index);
    if (load<u32>(slot) == 0) continue;
    store<u64>(key, load<u64>(slot, SLOT_KEY));
    store<u64>(value, load<u64>(slot, SLOT_VALUE));
    store<u32>(cursor, index + 1);
    return 0;
  }
  store<u32>(cursor, capacity);
  return -Status.Empty;
}

// ---- vectors

function cellGet(elements: usize, type: u32, index: u32): u64 {
  return type == Type.I32 ? <u64>load<u32>(elements + (index << 2)) : load<u64>(elements + (index << 3));
}

function cellSet(elements: usize, type: u32, index: u32, cell: u64): void {
  if (type == Type.I32) store<u32>(elements + (index << 2), <u32>cell);
  else store<u64>(elements + (index << 3), cell);
}

/** Makes an empty vector of vectorBytes(type, capacity). */
export function vectorFormat(vector: usize, type: u32, capacity: u32): void {
  store<u32>(vector, Tag.Vector);
  store<u32>(vector, type, TYPES);
  store<u32>(vector, capacity, CAPACITY);
  store<u32>(vector, 0, COUNT);
  clear(vector + TABLE_BYTES, vectorBytes(type, capacity) - TABLE_BYTES);
}

/** Appends an element: 0 or -Status.Full. */
export function vectorPush(vector: usize, cell: u64): i32 {
  const count = load<u32>(vector, COUNT);
  if (count >= load<u32>(vector, CAPACITY)) return -Status.Full;
  cellSet(vector + TABLE_BYTES, load<u32>(vector, TYPES), count, cell);
  store<u32>(vector, count + 1, COUNT);
  return 0;
}

/** Removes the last element and stores its cell at an address: 0 or -Status.Empty. */
export function vectorPop(vector: usize, cell: usize): i32 {
  const count = load<u32>(vector, COUNT);
  if (count == 0) return -Status.Empty;
  store<u64>(cell, cellGet(vector + TABLE_BYTES, load<u32>(vector, TYPES), count - 1));
  store<u32>(vector, count - 1, COUNT);
  return 0;
}

/** Stores an element's cell at an address: 0 or -Status.OutOfRange. */
export function vectorGet(vector: usize, index: u32, cell: usize): i32 {
  if (index >= load<u32>(vector, COUNT)) return -Status.OutOfRange;
  store<u64>(cell, cellGet(vector + TABLE_BYTES, load<u32>(vector, TYPES), index));
  return 0;
}

/** Replaces an element: 0 or -Status.OutOfRange. */
export function vectorSet(vector: usize, index: u32, cell: u64): i32 {
  if (index >= load<u32>(vector, COUNT)) return -Status.OutOfRange;
  cellSet(vector + TABLE_BYTES, load<u32>(vector, TYPES), index, cell);
  return 0;
}

// ---- rings

/** Makes an empty ring of ringBytes(type, capacity); the capacity is a power of two. */
export function ringFormat(ring: usize, type: u32, flags: u32, capacity: u32, source: u32): void {
  store<u32>(ring, Tag.Ring);
  store<u32>(ring, type | flags << 16, TYPES);
  store<u32>(ring, capacity, CAPACITY);
  store<u32>(ring, 0, HEAD);
  store<u32>(ring, 0, TAIL);
  store<u32>(ring, 0, DROPPED);
  store<u32>(ring, 0, CLAIMED);
  store<u32>(ring, source, SOURCE);
  clear(ring + RING_BYTES, ringBytes(type, capacity) - RING_BYTES);
}

/** Publishes an element, the producer's part: 0 or -Status.Full, which is counted. */
export function ringPublish(ring: usize, cell: u64): i32 {
  const tail = load<u32>(ring, TAIL), capacity = load<u32>(ring, CAPACITY);
  if (load<u8>(ring, TYPES + 2) & RingFlags.Overwrite) {
    store<u32>(ring, tail + 1, CLAIMED);
  } else if (tail - load<u32>(ring, HEAD) >= capacity) {
    store<u32>(ring, load<u32>(ring, DROPPED) + 1, DROPPED);
    return -Status.Full;
  }
  cellSet(ring + RING_BYTES, keyType(ring), tail & (capacity - 1), cell);
  store<u32>(ring, tail + 1, TAIL);
  return 0;
}

/**
 * Takes the oldest element and stores its cell at an address, the consumer's part: 0, -Status.Empty, or -Status.Busy when the producer wrote
 * over it meanwhile: try again.
 */
export function ringDrain(ring: usize, cell: usize): i32 {
  const head = load<u32>(ring, HEAD), tail = load<u32>(ring, TAIL), capacity = load<u32>(ring, CAPACITY);
  if (tail == head) return -Status.Empty;
  const oldest = tail - head > capacity ? tail - capacity : head;
  store<u64>(cell, cellGet(ring + RING_BYTES, keyType(ring), oldest & (capacity - 1)));
  if (load<u8>(ring, TYPES + 2) & RingFlags.Overwrite) {
    if (load<u32>(ring, CLAIMED) - oldest > capacity) return -Status.Busy;
    store<u32>(ring, load<u32>(ring, DROPPED) + oldest - head, DROPPED);
  }
  store<u32>(ring, oldest + 1, HEAD);
  return 0;
}

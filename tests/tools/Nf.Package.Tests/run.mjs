// Runs a package in node, as a second opinion about it that owes nothing to nf's own engine. The package is a copy whose globals F and D
// are exported, and every function under its index; see ArmedPackage.cs. Usage:
//
//   node run.mjs WASM < ACTIONS
//
// ACTIONS is a JSON array of [NAME, ARGUMENT...]; an argument that ends with n is an i64. Prints a JSON array with what came of each:
// {result, fuel, depth}, result being "trap" for a trap. [":arm", FUEL, DEPTH] sets the globals; [":memory", START, LENGTH] reads bytes.
import fs from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';

const module = new WebAssembly.Module(fs.readFileSync(process.argv[2]));
const passive = new DataView(WebAssembly.Module.customSections(module, 'nf.passive')[0] ?? new ArrayBuffer(0));
const entryBytes = 4;
const noFunction = 0xffffffff;
let guest;

/** A range of length items from start; beyond size it traps. */
function check(start, length, size) {
  if (start + length > size) throw new WebAssembly.RuntimeError('out of bounds');
}

const lower = {
  memory_init(destination, source, length, left, start) {
    [destination, source, length] = [destination >>> 0, source >>> 0, length >>> 0];
    check(source, length, left >>> 0);
    check(destination, length, guest.memory.buffer.byteLength);
    const from = new Uint8Array(passive.buffer, passive.byteOffset + start + source, length);
    new Uint8Array(guest.memory.buffer).set(from, destination);
  },
  table_init(destination, source, length, left, start) {
    [destination, source, length] = [destination >>> 0, source >>> 0, length >>> 0];
    check(source, length, left >>> 0);
    check(destination, length, guest.table.length);
    for (let i = 0; i < length; i++) {
      const index = passive.getUint32(start + (source + i) * entryBytes, true);
      guest.table.set(destination + i, index === noFunction ? null : guest[`:${index}`]);
    }
  },
  table_copy(destination, source, length) {
    [destination, source, length] = [destination >>> 0, source >>> 0, length >>> 0];
    check(source, length, guest.table.length);
    check(destination, length, guest.table.length);
    const moved = Array.from({ length }, (_, i) => guest.table.get(source + i));
    moved.forEach((element, i) => guest.table.set(destination + i, element));
  },
};

function act([name, ...values]) {
  if (name === ':arm') {
    guest[':F'].value = BigInt(values[0]);
    guest[':D'].value = BigInt(values[1]);
    return 'armed';
  }
  if (name === ':memory') return Buffer.from(guest.memory.buffer, ...values.map(Number)).toString('hex');
  const cells = values.map((value) => (value.endsWith('n') ? BigInt(value.slice(0, -1)) : Number(value)));
  try {
    return String(guest[name](...cells) ?? '');
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) return 'trap';
    throw error;
  }
}

const host = { add: (a, b) => a + b };
guest = new WebAssembly.Instance(module, { 'nf.lower': lower, host }).exports;
const results = JSON.parse(await text(process.stdin)).map((action) => ({
  result: act(action),
  fuel: String(guest[':F']?.value),
  depth: String(guest[':D']?.value),
}));
console.log(JSON.stringify(results));

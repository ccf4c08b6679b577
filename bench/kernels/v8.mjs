// The kernels in V8, with the same lines on standard input and output as driver.c and, beside them, "load": a new instance from the
// module's bytes to its first result. Usage:
//
//   node --no-liftoff --no-wasm-lazy-compilation kernels/v8.mjs MODULE
//
// Without Liftoff everything is compiled once, by the optimizing compiler, before it runs: there is no tier to wait for. A package whose
// globals are exported (F, D) gets fuel and depth before each call.
import fs from 'node:fs';
import process from 'node:process';
import readline from 'node:readline';

const fuel = 1n << 62n, depth = 256n;
const wasm = fs.readFileSync(process.argv[2]);

// In nanoseconds: processor time of the whole process. When a kernel runs, nothing else does.
function processorTime() {
  const { user, system } = process.cpuUsage();
  return BigInt(user + system) * 1000n;
}

// V8 keeps what it compiled for modules with the same bytes; an empty custom section with another name makes others of them.
let loads = 0;
function unlike() {
  const name = Buffer.from(String(loads++).padStart(8, '0'));
  return Buffer.concat([wasm, Buffer.from([0, name.length + 1, name.length]), name]);
}

function load() {
  return new WebAssembly.Instance(new WebAssembly.Module(unlike()), {}).exports;
}

function run(guest, kernel, rounds) {
  if (guest.F) [guest.F.value, guest.D.value] = [fuel, depth];
  return BigInt.asUintN(64, guest[`kernel_${kernel}`](rounds));
}

function timed(work) {
  const begin = processorTime();
  const result = work();
  return [result, processorTime() - begin];
}

const guest = load();
console.log('ready');
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [kernel, rounds] = line.split(' ');
  const [result, taken] = kernel === 'load'
    ? timed(() => run(load(), 'machine', 1))
    : timed(() => run(guest, kernel, Number(rounds)));
  console.log(`${result} ${taken}`);
}

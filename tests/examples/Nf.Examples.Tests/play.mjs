// Runs a guest in node, as a second opinion about the examples that owes nothing to nf's own host.
//
//   node play.mjs scenario WASM SCENARIO.json   prints {trace, result, usedBytes} of a run against a scenario
//   node play.mjs stream WASM CHUNK < INPUT     prints the output of a stream guest in hexadecimal
//   node play.mjs invoke WASM NAME ARG...       prints the result of one exported function
//   node play.mjs wasi WASM ARG...              runs a WASI program; its exit code is this one's
import fs from 'node:fs';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';

const [mode, wasmPath, ...rest] = process.argv.slice(2);
const module = new WebAssembly.Module(fs.readFileSync(wasmPath));

const status = { invalidArgument: -1, notFound: -3, stopped: -7, pinNotFound: -80, pinNotOpen: -81, pinModeMismatch: -82, noAcknowledge: -83 };
const smallBytes = 4096;
const unusedMark = 0xa5;

/** The temperature sensor: two registers behind a pointer. Harsher than nf's own: it forgets them while it is absent. */
class Tmp105 {
  present = true;
  temperature256 = 0;
  pointer = 0;
  config = 0;

  restore() {
    this.present = true;
    this.pointer = 0;
    this.config = 0;
  }

  setMilli(milli) {
    this.temperature256 = Math.trunc((milli * 256) / 1000);
  }

  write(bytes) {
    this.pointer = bytes[0] & 3;
    if (this.pointer === 1 && bytes.length > 1) this.config = bytes[1];
  }

  read(length) {
    const resolutionBits = 9 + ((this.config >> 5) & 3);
    const value = this.temperature256 & (0xffff << (16 - resolutionBits));
    const register = this.pointer === 0 ? [(value >> 8) & 255, value & 255] : [this.config, this.config];
    return register.slice(0, length);
  }
}

class Board {
  tick = 0;
  trace = [];
  pins = new Map();
  devices = new Map();

  constructor(scenario) {
    this.scenario = scenario;
    for (const device of scenario.devices) this.devices.set(device.address, new Tmp105());
  }

  /** Begins the next tick: false when the scenario is over. */
  advance() {
    if (this.tick === this.scenario.ticks) return false;
    this.tick++;
    for (const event of this.scenario.events.filter((e) => e.tick === this.tick)) this.apply(event);
    return true;
  }

  apply(event) {
    if (event.temperature_mC) this.devices.get(event.temperature_mC.device).setMilli(event.temperature_mC.value);
    else if (event.i2c_absent) this.devices.get(event.i2c_absent).present = false;
    else if (event.i2c_present) this.devices.get(event.i2c_present).restore();
    else throw new Error(`unknown event ${JSON.stringify(event)}`);
  }

  record(operation, ...values) {
    this.trace.push(`${this.tick} ${operation} ${values.join(' ')}`.trim());
  }

  imports(memory) {
    const bytes = (pointer, length) => {
      if (pointer + length > memory().byteLength) throw new Error('a pointer leaves the memory');
      return new Uint8Array(memory(), pointer, length);
    };
    const hex = (data) => Buffer.from(data).toString('hex');
    const transfer = (address, written, readPointer, readLength) => {
      if ((written?.length ?? 0) > 32 || readLength > 32) return status.invalidArgument;
      const device = this.devices.get(address);
      if (!device?.present) return status.noAcknowledge;
      if (written) device.write(written);
      if (readLength > 0) bytes(readPointer, readLength).set(device.read(readLength));
      return 0;
    };
    const recorded = (operation, data, result, read) => {
      this.record(operation, ...data, '->', result, read ?? '');
      return result;
    };
    const host = {
      log: (level, pointer, length) => {
        if (length > 256) return status.invalidArgument;
        return recorded('log', [level, JSON.stringify(Buffer.from(bytes(pointer, length)).toString())], 0);
      },
      clock_now_ns: () => BigInt(this.tick * this.scenario.period_ms) * 1000000n,
      tick: () => BigInt(this.tick),
      sleep_until_next_tick: () => (this.advance() ? 0 : status.stopped),
      gpio_configure: (pin, mode) => {
        if (mode < 0 || mode > 2) return status.invalidArgument;
        this.pins.set(pin, { mode, level: mode === 2 ? 1 : 0 });
        return recorded('gpio_configure', [pin, mode], 0);
      },
      gpio_read: (pin) => this.pins.get(pin)?.level ?? status.pinNotOpen,
      gpio_write: (pin, value) => {
        const state = this.pins.get(pin);
        const result = !state ? status.pinNotOpen : state.mode !== 1 ? status.pinModeMismatch : 0;
        if (result === 0) state.level = value;
        return recorded('gpio_write', [pin, value], result);
      },
      i2c_write: (address, pointer, length) => {
        const written = bytes(pointer, length);
        return recorded('i2c_write', [address, hex(written)], transfer(address, written, 0, 0));
      },
      i2c_read: (address, pointer, length) =>
        recorded('i2c_read', [address, length], transfer(address, null, pointer, length)),
      i2c_write_read: (address, writePointer, writeLength, readPointer, readLength) => {
        const written = bytes(writePointer, writeLength).slice();
        const result = transfer(address, written, readPointer, readLength);
        const read = result === 0 ? hex(bytes(readPointer, readLength)) : '';
        return recorded('i2c_write_read', [address, hex(written), readLength], result, read);
      },
    };
    const queueable = [
      host.log, host.clock_now_ns, host.tick, host.gpio_configure, host.gpio_read, host.gpio_write,
      host.i2c_write, host.i2c_read, host.i2c_write_read,
    ];
    host.submit = (pointer) => {
      const view = new DataView(memory());
      const [capacity, head, tail, zero] = [0, 4, 8, 12].map((at) => view.getUint32(pointer + at, true));
      const count = (tail - head) >>> 0;
      if (capacity === 0 || capacity > 256 || capacity & (capacity - 1) || count > capacity || zero !== 0) return status.invalidArgument;
      for (let i = 0; i < count; i++) {
        const at = pointer + 16 + 32 * (((head + i) >>> 0) % capacity);
        const call = queueable[view.getUint32(at, true) - 1];
        const args = [4, 8, 12, 16, 20].map((offset) => view.getUint32(at + offset, true));
        const result = call ? call(...args) : status.notFound;
        view.setBigUint64(at + 24, typeof result === 'bigint' ? BigInt.asUintN(64, result) : BigInt(result >>> 0), true);
      }
      view.setUint32(pointer + 4, head + count, true);
      return count;
    };
    return { nf: host };
  }
}

/** Bytes from address 0 to the highest one that was written since it was marked; at least smallBytes. */
function usedBytes(memory) {
  const all = new Uint8Array(memory.buffer);
  let used = all.length;
  while (used > 0 && all[used - 1] === unusedMark) used--;
  return used;
}

function playScenario(scenario) {
  const board = new Board(scenario);
  let instance;
  instance = new WebAssembly.Instance(module, board.imports(() => instance.exports.memory.buffer));
  const guest = instance.exports;
  // Marked to see whether a guest that is made for small boards leaves it alone.
  new Uint8Array(guest.memory.buffer, smallBytes).fill(unusedMark);
  let result = 0;
  if (guest._start) {
    guest._start();
  } else {
    result = guest.nf_init?.() ?? 0;
    while (result === 0 && board.advance()) result = guest.nf_tick();
  }
  return { trace: board.trace, result, usedBytes: usedBytes(guest.memory) };
}

function playStream(input, chunk) {
  const guest = new WebAssembly.Instance(module).exports;
  const size = Math.min(chunk, guest.nf_input_capacity());
  for (let at = 0; at < input.length; at += size) {
    const part = input.subarray(at, at + size);
    new Uint8Array(guest.memory.buffer, guest.nf_input(), part.length).set(part);
    const result = guest.nf_write(part.length);
    if (result < 0) throw new Error(`nf_write gave ${result}`);
  }
  const output = guest.nf_finish();
  return Buffer.from(guest.memory.buffer, output, guest.nf_output_length()).toString('hex');
}

switch (mode) {
  case 'scenario':
    console.log(JSON.stringify(playScenario(JSON.parse(fs.readFileSync(rest[0], 'utf8')))));
    break;
  case 'stream':
    console.log(playStream(await buffer(process.stdin), Number(rest[0])));
    break;
  case 'invoke':
    console.log(new WebAssembly.Instance(module).exports[rest[0]](...rest.slice(1).map(Number)));
    break;
  case 'wasi': {
    const { WASI } = await import('node:wasi');
    const wasi = new WASI({ version: 'preview1', args: [wasmPath, ...rest], returnOnExit: true });
    process.exitCode = wasi.start(new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport }));
    break;
  }
  default:
    throw new Error(`unknown mode ${mode}`);
}

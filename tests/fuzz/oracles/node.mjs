// Two jobs for V8: `verdicts FILE` says of each module whether it is valid; `cases FILE` runs cases (BatchRunner) on copies made by
// NodeCopy and writes the lines that nf writes.
import { readFileSync } from 'node:fs';
import v8 from 'node:v8';

// node 18, Debian 12's, has tail calls behind a flag; later ones have them anyway.
v8.setFlagsFromString('--experimental-wasm-return-call');

const [, , job, path] = process.argv;
const file = readFileSync(path);
const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
const fuelOfCall = 4000n, depthOfCall = 40n, sumBytesMax = 4096;
const status = { ok: 0, unreachable: 50, memory: 51, table: 52, nullElement: 53, divide: 55, overflow: 56,
    stack: 58, fuel: 59, depth: 60, host: 61, pointer: 62 };

class HostEnd extends Error {
    constructor(number) { super(); this.number = number; }
}

function hash(words) {
    let value = 2166136261;
    for (let i = 0; i < words.length; i++) value = Math.imul(value ^ words[i], 16777619);
    return value >>> 0;
}

// What V8 says, in nf's numbers. It has one text for a NaN and a float that is too large, and one for an empty element and another type.
function statusOf(error, exports) {
    if (error instanceof HostEnd) return error.number;
    if (error instanceof RangeError) return status.stack;
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    const text = error.message;
    if (text.includes('unreachable')) {
        if (exports.F.value < 0n) return status.fuel;
        return exports.D.value < 0n ? status.depth : status.unreachable;
    }
    if (text.includes('memory access out of bounds')) return status.memory;
    if (text.includes('null function')) return status.nullElement;
    if (/\btable\b/.test(text)) return status.table;
    if (text.includes('divide by zero') || text.includes('remainder by zero')) return status.divide;
    if (text.includes('divide result unrepresentable')) return status.overflow;
    if (text.includes('float unrepresentable')) return status.overflow;
    throw error;
}

function hostFor(at) {
    const memory = () => new Uint8Array(at.exports.m.buffer);
    const charge = (units) => {
        const left = at.exports.F.value - units;
        at.exports.F.value = left < 0n ? -1n : left;
        if (left < 0n) throw new HostEnd(status.fuel);
    };
    return {
        fuzz: {
            mix: (a, b) => BigInt.asIntN(64, BigInt.asUintN(64, b) * 0x9E3779B97F4A7C15n + BigInt(a >>> 0)),
            sum: (pointer, length) => {
                pointer >>>= 0; length >>>= 0;
                const size = at.exports.m ? at.exports.m.buffer.byteLength : 0;
                if (pointer + length > size) throw new HostEnd(status.pointer);
                if (length > sumBytesMax) throw new HostEnd(status.host);
                charge(BigInt(length));
                const bytes = length === 0 ? [] : memory().subarray(pointer, pointer + length);
                let sum = 0;
                for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) >>> 0;
                return sum | 0;
            },
            stop: (value) => { if (value & 1) throw new HostEnd(status.host); },
        },
        'nf.lower': {
            memory_init: (to, from, length, left, start) => {
                to >>>= 0; from >>>= 0; length >>>= 0;
                if (from + length > left >>> 0 || to + length > at.exports.m.buffer.byteLength) throw new HostEnd(status.memory);
                memory().set(at.passive.subarray(start + from, start + from + length), to);
            },
            table_init: (to, from, length, left, start) => {
                to >>>= 0; from >>>= 0; length >>>= 0;
                if (from + length > left >>> 0 || to + length > at.exports.t.length) throw new HostEnd(status.table);
                const passive = new DataView(at.passive.buffer, at.passive.byteOffset);
                for (let i = 0; i < length; i++) {
                    const index = passive.getUint32(start + 4 * (from + i), true);
                    at.exports.t.set(to + i, index === 0xffffffff ? null : at.exports[`f${index}`]);
                }
            },
            table_copy: (to, from, length) => {
                to >>>= 0; from >>>= 0; length >>>= 0;
                const table = at.exports.t;
                if (from + length > table.length || to + length > table.length) throw new HostEnd(status.table);
                const copied = [];
                for (let i = 0; i < length; i++) copied.push(table.get(from + i));
                for (let i = 0; i < length; i++) table.set(to + i, copied[i]);
            },
        },
    };
}

function arm(exports) {
    exports.F.value = fuelOfCall;
    exports.D.value = depthOfCall;
}

function runCase(number, bytes, calls) {
    const at = { passive: new Uint8Array(0) };
    const module = new WebAssembly.Module(bytes);
    const sections = WebAssembly.Module.customSections(module, 'nf.passive');
    if (sections.length) at.passive = new Uint8Array(sections[0]);
    const fields = [number];
    try {
        at.exports = new WebAssembly.Instance(module, hostFor(at)).exports;
    } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        return `${number} ${/\btable\b/.test(error.message) ? status.table : status.memory}`;
    }
    fields.push(status.ok);
    const attempt = (name, values) => {
        arm(at.exports);
        try {
            return [status.ok, at.exports[name](...values)];
        } catch (error) {
            return [statusOf(error, at.exports), undefined];
        }
    };
    const [started] = at.exports.start ? attempt('start', []) : [status.ok];
    fields.push(started);
    for (const [which, cells] of started === status.ok ? calls : []) {
        const name = `x${which}`;
        const [ended, result] = attempt(name, cells(at.exports[name]));
        const left = at.exports.F.value;
        fields.push(`${ended}:${ended === status.ok ? hash(words(result)) : 0}:${left < 0n ? 0n : left}`);
    }
    const memory = at.exports.m ? at.exports.m.buffer : new ArrayBuffer(0);
    fields.push(memory.byteLength, hash(new Uint32Array(memory)));
    return fields.join(' ');
}

// Results as pairs of words, as they stand in nf's cells.
function words(result) {
    const list = result === undefined ? [] : Array.isArray(result) ? result : [result];
    const out = [];
    for (const value of list) {
        const cell = typeof value === 'bigint' ? BigInt.asUintN(64, value) : BigInt(value >>> 0);
        out.push(Number(cell & 0xffffffffn), Number(cell >> 32n));
    }
    return out;
}

// A parameter is an i64 when the call refuses a number; asking the call itself would run it, so the module's type section is read.
function parameterTypes(bytes) {
    let at = 8;
    const byte = () => bytes[at++];
    const number = () => {
        let value = 0, shift = 0, next;
        do {
            next = byte();
            value += (next & 0x7f) * 2 ** shift;
            shift += 7;
        } while (next & 0x80);
        return value;
    };
    const types = [], functions = [], exports = new Map();
    while (at < bytes.length) {
        const id = byte(), size = number(), end = at + size;
        if (id === 1) for (let n = number(); n > 0; n--) {
            byte();
            const parameters = Array.from({ length: number() }, byte);
            for (let k = number(); k > 0; k--) byte();
            types.push(parameters);
        }
        if (id === 2) for (let n = number(); n > 0; n--) {
            for (let k = 0; k < 2; k++) { const length = number(); at += length; }
            byte();
            functions.push(number());
        }
        if (id === 3) for (let n = number(); n > 0; n--) functions.push(number());
        if (id === 7) for (let n = number(); n > 0; n--) {
            const length = number(), name = Buffer.from(bytes.subarray(at, at + length)).toString();
            at += length;
            const kind = byte(), index = number();
            if (kind === 0) exports.set(name, types[functions[index]]);
        }
        at = end;
    }
    return exports;
}

const out = [];
let at = 0;
while (at < file.length) {
    const number = view.getBigInt64(at, true);
    if (job === 'verdicts') {
        const length = view.getUint32(at + 11, true);
        const bytes = file.subarray(at + 15, at + 15 + length);
        at += 15 + length;
        out.push(`${number} ${WebAssembly.validate(bytes) ? 1 : 0}`);
        continue;
    }
    const length = view.getUint32(at + 8, true);
    const bytes = file.subarray(at + 12, at + 12 + length);
    at += 12 + length;
    const count = view.getUint32(at, true);
    at += 4;
    const types = parameterTypes(bytes), calls = [];
    for (let i = 0; i < count; i++) {
        const which = view.getUint32(at, true), cellCount = view.getUint32(at + 4, true);
        at += 8;
        const raw = [];
        for (let k = 0; k < cellCount; k++, at += 8) raw.push(view.getBigUint64(at, true));
        const isLong = (k) => types.get(`x${which}`)[k] === 0x7e;
        calls.push([which, () => raw.map((cell, k) => isLong(k) ? BigInt.asIntN(64, cell) : Number(cell & 0xffffffffn) | 0)]);
    }
    try {
        out.push(runCase(number, bytes, calls));
    } catch (error) {
        out.push(`${number} ${error.name}: ${error.message}`);
    }
}
process.stdout.write(out.join('\n') + '\n');

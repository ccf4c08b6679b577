// What the AssemblyScript compiler emits by default: bulk memory, sign extension, an allocator and its collector, indirect calls.
function add(a: i32, b: i32): i32 { return a + b; }
function mix(a: i32, b: i32): i32 { return (a << 3) ^ <i8>b; }

const words: string[] = ["one", "two", "three"];

export function answer(n: i32): i32 {
  const operations: ((a: i32, b: i32) => i32)[] = [add, mix];
  let sum = 0;
  const numbers: i32[] = [];
  for (let i = 0; i < n; i++) {
    numbers.push(operations[i & 1](i, sum));
    sum = numbers[i >> 1] + words[i % words.length].length + sum;
  }
  return numbers.slice(3).reduce((a, b) => a ^ b, sum);
}

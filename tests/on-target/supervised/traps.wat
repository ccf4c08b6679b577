;; Drives PE1 high at its start, and traps in its third tick.
;;| period: 10ms
;;| restarts-max: 4
;;| backoff: 100ms
;;| backoff-max: 400ms
;;| capability: [gpio:PE1:out]
;;| safe-output: [PE1=low]
(module
  (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
  (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (func (export "nf_init") (result i32)
    (drop (call $configure (i32.const 33) (i32.const 1)))
    (call $write (i32.const 33) (i32.const 1)))
  (func (export "nf_tick") (result i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (if (i32.eq (i32.load (i32.const 0)) (i32.const 3)) (then unreachable))
    (i32.const 0)))

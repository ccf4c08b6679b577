;; Counts its ticks in the word at 0, and lets PE0 blink.
;;| period: 10ms
;;| trial-runs: 5
;;| capability: [gpio:PE0:out]
;;| safe-output: [PE0=low]
(module
  (import "nf" "gpio_configure" (func $configure (param i32 i32) (result i32)))
  (import "nf" "gpio_write" (func $write (param i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (func (export "nf_init") (result i32) (call $configure (i32.const 32) (i32.const 1)))
  (func (export "nf_tick") (result i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (call $write (i32.const 32) (i32.and (i32.load (i32.const 0)) (i32.const 1)))))

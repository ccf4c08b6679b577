;; Counts its ticks in the word at 0; seldom due, and then soon.
;;| period: 50ms
;;| deadline: 8ms
;;| trial-runs: 3
;;| capability: []
(module
  (memory (export "memory") 1 1)
  (func (export "nf_tick") (result i32)
    (i32.store (i32.const 0) (i32.add (i32.load (i32.const 0)) (i32.const 1)))
    (i32.const 0)))

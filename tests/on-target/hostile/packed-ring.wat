;; Submits a ring, whose bytes the test writes into its memory.
(module
  (import "nf" "submit" (func $nf-submit (param i32) (result i32)))
  (memory (export "memory") 1 2)
  (func $submit (export "submit") (param i32) (result i32) (call $nf-submit (local.get 0))))

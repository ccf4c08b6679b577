;; Imports what no capability of its manifest is for.
;; capabilities: i2c topic:gpio:pub
(module
  (import "nf" "gpio_write" (func $nf-write (param i32 i32) (result i32)))
  (func $write (export "write") (param i32 i32) (result i32) (call $nf-write (local.get 0) (local.get 1))))

;; Uses pins and devices by number, of which it was granted one use of one each.
;; capabilities: gpio:PF0:out i2c:0x48
(module
  (import "nf" "gpio_configure" (func $nf-configure (param i32 i32) (result i32)))
  (import "nf" "gpio_write" (func $nf-write (param i32 i32) (result i32)))
  (import "nf" "i2c_read" (func $nf-read (param i32 i32 i32) (result i32)))
  (memory (export "memory") 1 1)
  (func $configure (export "configure") (param i32 i32) (result i32) (call $nf-configure (local.get 0) (local.get 1)))
  (func $write (export "write") (param i32 i32) (result i32) (call $nf-write (local.get 0) (local.get 1)))
  (func $read (export "read") (param i32 i32) (result i32) (call $nf-read (local.get 0) (i32.const 16) (local.get 1))))

(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Two vectors: the text, and room for one byte.
  (data (i32.const 0) "\20\00\00\00\06\00\00\00\30\00\00\00\01\00\00\00")
  (data (i32.const 32) "hello\n")
  (func (export "_start")
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 64)))
    (drop (call $read (i32.const 0) (i32.const 8) (i32.const 1) (i32.const 64)))))

;; A guest that parses and writes JSON. The allocator gives what it never gave before, as it is. The shadow stack lies below.
(module
  (import "vera" "json_parse" (func $json_parse (param i32 i32) (result i32)))
  (import "vera" "json_stringify" (func $json_stringify (param i32) (result i32 i32)))
  (memory (export "memory") 1 1)
  (global $heap (mut i32) (i32.const 128))
  (global (export "gc_sp") (mut i32) (i32.const 16))
  (global (export "gc_stack_limit") i32 (i32.const 128))
  (func (export "alloc") (param i32) (result i32)
    (global.get $heap)
    (global.set $heap (i32.and (i32.add (i32.add (global.get $heap) (local.get 0)) (i32.const 7)) (i32.const -8))))
  (func (export "parse") (param i32 i32) (result i32) (call $json_parse (local.get 0) (local.get 1)))
  (func (export "write") (param i32) (result i32 i32) (call $json_stringify (local.get 0))))

;; The guest of the measurements of maps. Its allocator is a few instructions: each change of a map goes to the other of two places, and
;; what was there before is overwritten.
(module
  (import "vera" "map_new" (func $map_new (result i32)))
  (import "vera" "map_insert$ki_vi" (func $insert_numbers (param i32 i64 i64) (result i32)))
  (import "vera" "map_get$ki_vi" (func $get_number (param i32 i64) (result i32)))
  (import "vera" "map_insert$ks_vs" (func $insert_texts (param i32 i32 i32 i32 i32) (result i32)))
  (import "vera" "map_get$ks_vs" (func $get_text (param i32 i32 i32) (result i32)))
  (import "bench" "allocate" (func $allocate (param i32) (result i32)))
  (memory (export "memory") 64 64)
  (global $heap (mut i32) (i32.const 0))
  (global $place (mut i32) (i32.const 0))
  (global $map (mut i32) (i32.const 0))
  (global (export "gc_sp") (mut i32) (i32.const 64))
  (global (export "gc_stack_limit") i32 (i32.const 1024))

  (func (export "alloc") (param $bytes i32) (result i32)
    (global.get $heap)
    (global.set $heap (i32.and (i32.add (i32.add (global.get $heap) (local.get $bytes)) (i32.const 7)) (i32.const -8))))

  ;; The places are at 1 MiB and 2 MiB.
  (func $turn
    (global.set $place (i32.xor (global.get $place) (i32.const 1)))
    (global.set $heap (i32.shl (i32.add (global.get $place) (i32.const 1)) (i32.const 20))))

  ;; Text number $n: 11 bytes, which the host has put at 3 MiB, one each 16 bytes.
  (func $text (param $n i32) (result i32) (i32.add (i32.const 0x300000) (i32.shl (local.get $n) (i32.const 4))))

  (func $with_number (param $n i32) (result i32)
    (call $turn)
    (call $insert_numbers (global.get $map) (i64.extend_i32_u (local.get $n)) (i64.const 1)))

  (func $with_text (param $n i32) (result i32)
    (call $turn)
    (call $insert_texts (global.get $map) (call $text (local.get $n)) (i32.const 11) (call $text (local.get $n)) (i32.const 11)))

  ;; Makes a map of $count entries: of numbers, or of texts.
  (func (export "make") (param $count i32) (param $texts i32) (local $n i32)
    (call $turn)
    (global.set $map (call $map_new))
    (block
      (loop
        (br_if 1 (i32.eq (local.get $n) (local.get $count)))
        (if (local.get $texts)
          (then (global.set $map (call $with_text (local.get $n))))
          (else (global.set $map (call $with_number (local.get $n)))))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (br 0))))

  ;; Inserts number or text $n into that map, $rounds times; the map stays what it is.
  (func (export "insert_numbers") (param $n i32) (param $rounds i32)
    (loop
      (drop (call $with_number (local.get $n)))
      (call $turn)
      (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))

  (func (export "insert_texts") (param $n i32) (param $rounds i32)
    (loop
      (drop (call $with_text (local.get $n)))
      (call $turn)
      (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))

  ;; The same without a map: a host function allocates $n bytes twice.
  (func (export "allocate") (param $n i32) (param $rounds i32)
    (loop
      (call $turn)
      (drop (call $allocate (local.get $n)))
      (call $turn)
      (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))

  (func (export "get_numbers") (param $n i32) (param $rounds i32)
    (loop
      (call $turn)
      (drop (call $get_number (global.get $map) (i64.extend_i32_u (local.get $n))))
      (call $turn)
      (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))

  (func (export "get_texts") (param $n i32) (param $rounds i32)
    (loop
      (call $turn)
      (drop (call $get_text (global.get $map) (call $text (local.get $n)) (i32.const 11)))
      (call $turn)
      (br_if 0 (local.tee $rounds (i32.sub (local.get $rounds) (i32.const 1))))))
)

;; Every way to use up a stack. Each export gets the size of the linear memory in bytes.
(module
  (import "test" "wide" (func $host-wide (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32) (result i32)))
  (import "test" "reenter" (func $host-reenter (result i32)))
  (memory (export "memory") 1 2)
  (table 1 funcref)
  (elem (i32.const 0) $call-indirect)
  (type $action (func (param i32)))

  (func $call-direct (export "call-direct") (param i32) (call $call-direct (local.get 0)))
  (func $call-mutual (export "call-mutual") (param i32) (call $mutual (local.get 0)))
  (func $mutual (param i32) (call $call-mutual (local.get 0)))
  (func $call-indirect (export "call-indirect") (param i32) (call_indirect (type $action) (local.get 0) (i32.const 0)))
  (func $call-in-loops (export "call-in-loops") (param i32)
    (loop (loop (loop (loop (loop (loop (loop (loop (call $call-in-loops (local.get 0)))))))))))
  (func $call-big-frames (export "call-big-frames") (param i32)
    (local i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64 i64)
    (call $call-big-frames (local.get 0)))
  (func $call-through-host (export "call-through-host") (param i32)
    (drop (call $host-reenter)) (call $call-through-host (local.get 0)))

  ;; Calls down to a depth, and there a function whose arguments and result fill all the cells that a type may have.
  (func $wide-at (export "wide-at") (param $depth i32) (result i32)
    (if (result i32) (local.get $depth)
      (then (call $wide-at (i32.sub (local.get $depth) (i32.const 1))))
      (else (call $wide))))
  (func $wide (result i32) (call $host-wide
    (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6) (i32.const 7)
    (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11) (i32.const 12) (i32.const 13) (i32.const 14) (i32.const 15)
    (i32.const 16) (i32.const 17) (i32.const 18) (i32.const 19) (i32.const 20) (i32.const 21) (i32.const 22) (i32.const
    23) (i32.const 24) (i32.const 25) (i32.const 26) (i32.const 27) (i32.const 28) (i32.const 29) (i32.const 30)
    (i32.const 31) (i32.const 32) (i32.const 33) (i32.const 34) (i32.const 35) (i32.const 36) (i32.const 37) (i32.const
    38) (i32.const 39) (i32.const 40) (i32.const 41) (i32.const 42) (i32.const 43) (i32.const 44) (i32.const 45)
    (i32.const 46) (i32.const 47) (i32.const 48) (i32.const 49) (i32.const 50) (i32.const 51) (i32.const 52) (i32.const
    53) (i32.const 54) (i32.const 55) (i32.const 56) (i32.const 57) (i32.const 58) (i32.const 59) (i32.const 60)
    (i32.const 61) (i32.const 62) (i32.const 63) (i32.const 64) (i32.const 65) (i32.const 66) (i32.const 67) (i32.const
    68) (i32.const 69) (i32.const 70) (i32.const 71) (i32.const 72) (i32.const 73) (i32.const 74) (i32.const 75)
    (i32.const 76) (i32.const 77) (i32.const 78) (i32.const 79) (i32.const 80) (i32.const 81) (i32.const 82) (i32.const
    83) (i32.const 84) (i32.const 85) (i32.const 86) (i32.const 87) (i32.const 88) (i32.const 89) (i32.const 90)
    (i32.const 91) (i32.const 92) (i32.const 93) (i32.const 94) (i32.const 95) (i32.const 96) (i32.const 97) (i32.const
    98) (i32.const 99) (i32.const 100) (i32.const 101) (i32.const 102) (i32.const 103) (i32.const 104) (i32.const 105)
    (i32.const 106) (i32.const 107) (i32.const 108) (i32.const 109) (i32.const 110) (i32.const 111) (i32.const 112)
    (i32.const 113) (i32.const 114) (i32.const 115) (i32.const 116) (i32.const 117) (i32.const 118)))
  (func $wide-guest-at (export "wide-guest-at") (param $depth i32) (result i32)
    (if (result i32) (local.get $depth)
      (then (call $wide-guest-at (i32.sub (local.get $depth) (i32.const 1))))
      (else (call $wide-guest
        (i32.const 0) (i32.const 1) (i32.const 2) (i32.const 3) (i32.const 4) (i32.const 5) (i32.const 6) (i32.const 7)
        (i32.const 8) (i32.const 9) (i32.const 10) (i32.const 11) (i32.const 12) (i32.const 13) (i32.const 14) (i32.const 15)
        (i32.const 16) (i32.const 17) (i32.const 18) (i32.const 19) (i32.const 20) (i32.const 21) (i32.const 22) (i32.const
        23) (i32.const 24) (i32.const 25) (i32.const 26) (i32.const 27) (i32.const 28) (i32.const 29) (i32.const 30)
        (i32.const 31) (i32.const 32) (i32.const 33) (i32.const 34) (i32.const 35) (i32.const 36) (i32.const 37) (i32.const
        38) (i32.const 39) (i32.const 40) (i32.const 41) (i32.const 42) (i32.const 43) (i32.const 44) (i32.const 45)
        (i32.const 46) (i32.const 47) (i32.const 48) (i32.const 49) (i32.const 50) (i32.const 51) (i32.const 52) (i32.const
        53) (i32.const 54) (i32.const 55) (i32.const 56) (i32.const 57) (i32.const 58) (i32.const 59) (i32.const 60)
        (i32.const 61) (i32.const 62) (i32.const 63) (i32.const 64) (i32.const 65) (i32.const 66) (i32.const 67) (i32.const
        68) (i32.const 69) (i32.const 70) (i32.const 71) (i32.const 72) (i32.const 73) (i32.const 74) (i32.const 75)
        (i32.const 76) (i32.const 77) (i32.const 78) (i32.const 79) (i32.const 80) (i32.const 81) (i32.const 82) (i32.const
        83) (i32.const 84) (i32.const 85) (i32.const 86) (i32.const 87) (i32.const 88) (i32.const 89) (i32.const 90)
        (i32.const 91) (i32.const 92) (i32.const 93) (i32.const 94) (i32.const 95) (i32.const 96) (i32.const 97) (i32.const
        98) (i32.const 99) (i32.const 100) (i32.const 101) (i32.const 102) (i32.const 103) (i32.const 104) (i32.const 105)
        (i32.const 106) (i32.const 107) (i32.const 108) (i32.const 109) (i32.const 110) (i32.const 111) (i32.const 112)
        (i32.const 113) (i32.const 114) (i32.const 115) (i32.const 116) (i32.const 117) (i32.const 118)))))
  (func $wide-guest (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32
    i32 i32 i32 i32) (result i32) (i32.add (local.get 0) (local.get 118)))

  (func (export "reenter") (param i32) (result i32) (call $host-reenter))
)

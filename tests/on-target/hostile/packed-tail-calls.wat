;; A tail call that never ends: it is lowered to a call, which takes a level of depth.
(module (func $again (export "run") (param i32) (result i32) (return_call $again (local.get 0))))

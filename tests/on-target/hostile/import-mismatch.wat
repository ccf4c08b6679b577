;; The host's reenter takes nothing and gives an i32.
(module (import "test" "reenter" (func (param i32) (result i32))))

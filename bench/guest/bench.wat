;; The guest of the call measurements: as little work as a call can have.
(module
  (import "bench" "add" (func $add (param i32 i32) (result i32)))
  (import "bench" "enter" (func $enter))
  (import "bench" "add_of" (func $add_of (param i32 i32) (result i32)))

  ;; What an export call costs: nothing happens in it.
  (func (export "id") (param i32) (result i32)
    local.get 0)

  ;; What an import call costs: one each round. Gives 0 + 1 + 1 ...: the number of rounds.
  (func (export "import_loop") (param $rounds i32) (result i32) (local $sum i32)
    loop $next
      local.get $sum
      i32.const 1
      call $add
      local.set $sum
      local.get $rounds
      i32.const 1
      i32.sub
      local.tee $rounds
      br_if $next
    end
    local.get $sum)

  ;; The same, where the function gets a handle of an object that holds the 1.
  (func (export "handle_loop") (param $rounds i32) (param $handle i32) (result i32) (local $sum i32)
    loop $next
      local.get $sum
      local.get $handle
      call $add_of
      local.set $sum
      local.get $rounds
      i32.const 1
      i32.sub
      local.tee $rounds
      br_if $next
    end
    local.get $sum)

  ;; Hands the host its own engine handle, for calls that do not come from C#.
  (func (export "enter")
    call $enter))

;; for (;;) f();
(module
  (func $calls (export "run") (loop $again (call $f) (br $again)))
  (func $f))

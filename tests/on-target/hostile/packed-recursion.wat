;; void deeper(void) { deeper(); }
(module (func $deeper (export "run") (call $deeper)))

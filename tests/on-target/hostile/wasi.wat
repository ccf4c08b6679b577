;; Every function of module wasi_snapshot_preview1 that takes a pointer, called with what the host passes; and the one that ends the guest.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $wasi_args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get"
    (func $wasi_args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get"
    (func $wasi_environ_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get"
    (func $wasi_environ_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_time_get"
    (func $wasi_clock_time_get (param i32 i64 i32) (result i32)))
  (import "wasi_snapshot_preview1" "clock_res_get"
    (func $wasi_clock_res_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get"
    (func $wasi_random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $wasi_fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read"
    (func $wasi_fd_read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_close"
    (func $wasi_fd_close (param i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_seek"
    (func $wasi_fd_seek (param i32 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get"
    (func $wasi_fd_fdstat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_get"
    (func $wasi_fd_prestat_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_prestat_dir_name"
    (func $wasi_fd_prestat_dir_name (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $wasi_proc_exit (param i32)))
  (memory (export "memory") 1 2)
  (func $args_sizes_get (export "args_sizes_get") (param i32 i32) (result i32)
    (call $wasi_args_sizes_get (local.get 0) (local.get 1)))
  (func $args_get (export "args_get") (param i32 i32) (result i32)
    (call $wasi_args_get (local.get 0) (local.get 1)))
  (func $environ_sizes_get (export "environ_sizes_get") (param i32 i32) (result i32)
    (call $wasi_environ_sizes_get (local.get 0) (local.get 1)))
  (func $environ_get (export "environ_get") (param i32 i32) (result i32)
    (call $wasi_environ_get (local.get 0) (local.get 1)))
  (func $clock_time_get (export "clock_time_get") (param i32 i64 i32) (result i32)
    (call $wasi_clock_time_get (local.get 0) (local.get 1) (local.get 2)))
  (func $clock_res_get (export "clock_res_get") (param i32 i32) (result i32)
    (call $wasi_clock_res_get (local.get 0) (local.get 1)))
  (func $random_get (export "random_get") (param i32 i32) (result i32)
    (call $wasi_random_get (local.get 0) (local.get 1)))
  (func $fd_write (export "fd_write") (param i32 i32 i32 i32) (result i32)
    (call $wasi_fd_write (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $fd_read (export "fd_read") (param i32 i32 i32 i32) (result i32)
    (call $wasi_fd_read (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $fd_close (export "fd_close") (param i32) (result i32)
    (call $wasi_fd_close (local.get 0)))
  (func $fd_seek (export "fd_seek") (param i32 i64 i32 i32) (result i32)
    (call $wasi_fd_seek (local.get 0) (local.get 1) (local.get 2) (local.get 3)))
  (func $fd_fdstat_get (export "fd_fdstat_get") (param i32 i32) (result i32)
    (call $wasi_fd_fdstat_get (local.get 0) (local.get 1)))
  (func $fd_prestat_get (export "fd_prestat_get") (param i32 i32) (result i32)
    (call $wasi_fd_prestat_get (local.get 0) (local.get 1)))
  (func $fd_prestat_dir_name (export "fd_prestat_dir_name") (param i32 i32 i32) (result i32)
    (call $wasi_fd_prestat_dir_name (local.get 0) (local.get 1) (local.get 2)))
  (func $proc_exit (export "proc_exit") (param i32) (result i32) (call $wasi_proc_exit (local.get 0)) unreachable)
)

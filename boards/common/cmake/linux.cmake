# Toolchain of the native part for Linux. NF_PREFIX names the cross compiler, as in aarch64-linux-gnu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES NF_PREFIX)
set(CMAKE_C_COMPILER ${NF_PREFIX}-gcc)

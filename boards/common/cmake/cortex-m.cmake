# Toolchain of the native part for a Cortex-M. NF_CPU_FLAGS (a list) says which core and which FPU.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(CMAKE_C_COMPILER arm-none-eabi-gcc)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES NF_CPU_FLAGS)
# The image never moves: addresses are known, and tables of pointers stay in flash.
add_compile_options(${NF_CPU_FLAGS} --specs=nano.specs -fno-pic)

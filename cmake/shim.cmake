# gorge-exec is linked with musl, not glibc: a static glibc start costs four times the CPU, and every tool
# of a measured build starts it once.
set(GORGE_EXEC ${CMAKE_BINARY_DIR}/bin/gorge-exec)
set(shim_sources ${CMAKE_CURRENT_SOURCE_DIR}/harness/measure/shim/gorge_exec.c)
set(shim_headers ${CMAKE_CURRENT_SOURCE_DIR}/harness/measure/shim/shim_record.h)
add_custom_command(OUTPUT ${GORGE_EXEC}
  COMMAND ${MUSL_GCC} -std=c17 -D_GNU_SOURCE -Os -static -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
    -fno-stack-protector -fno-asynchronous-unwind-tables -Wl,--gc-sections -Wl,-z,noseparate-code -s
    -I${CMAKE_CURRENT_SOURCE_DIR}/harness -o ${GORGE_EXEC} ${shim_sources}
  DEPENDS ${shim_sources} ${shim_headers} VERBATIM)
add_custom_target(gorge-exec ALL DEPENDS ${GORGE_EXEC})

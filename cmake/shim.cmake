# gorge-exec is linked with musl, not glibc: a static glibc start costs four times the CPU, and every tool
# of a measured build starts it once. gorge-touch, which uses known amounts of memory for the self-tests, is
# built the same way, so that little of its own is added to what it touches.
set(shim_folder ${CMAKE_CURRENT_SOURCE_DIR}/harness/measure/shim)
function(shim_program name source)
  add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/bin/${name}
    COMMAND ${MUSL_GCC} -std=c17 -D_GNU_SOURCE -O2 -static -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
      -fno-stack-protector -fno-asynchronous-unwind-tables -Wl,--gc-sections -Wl,-z,noseparate-code -s
      -I${CMAKE_CURRENT_SOURCE_DIR}/harness -o ${CMAKE_BINARY_DIR}/bin/${name} ${shim_folder}/${source}
    DEPENDS ${shim_folder}/${source} ${shim_folder}/shim_record.h VERBATIM)
endfunction()
set(GORGE_EXEC ${CMAKE_BINARY_DIR}/bin/gorge-exec)
set(GORGE_TOUCH ${CMAKE_BINARY_DIR}/bin/gorge-touch)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
shim_program(gorge-exec gorge_exec.c)
shim_program(gorge-touch gorge_touch.c)
add_custom_target(gorge-exec ALL DEPENDS ${GORGE_EXEC} ${GORGE_TOUCH})

# SPDX-License-Identifier: GPL-3.0-or-later
# House rule: .clang-format decides. Its answers differ between versions, so only 14 is asked.
# Usage: cmake -DROOT=<repository> -P format.cmake
cmake_minimum_required(VERSION 3.22)
find_program(CLANG_FORMAT NAMES clang-format-14 clang-format)
if(NOT CLANG_FORMAT)
    message("skipped: no clang-format here")
    return()
endif()
execute_process(COMMAND ${CLANG_FORMAT} --version OUTPUT_VARIABLE version)
if(NOT version MATCHES "version 14\\.")
    message("skipped: clang-format is not version 14")
    return()
endif()
file(GLOB_RECURSE files ${ROOT}/src/*.[ch] ${ROOT}/include/*.h ${ROOT}/tests/*.[ch]
    ${ROOT}/samples/*.c)
execute_process(COMMAND ${CLANG_FORMAT} --dry-run --Werror ${files}
    RESULT_VARIABLE status ERROR_VARIABLE text)
if(NOT status EQUAL 0)
    string(REGEX MATCHALL "[^\n]*error:[^\n]*" places "${text}")
    list(JOIN places "\n  " places)
    message(FATAL_ERROR "run clang-format -i on:\n  ${places}")
endif()
list(LENGTH files n)
message("${n} files are formatted")

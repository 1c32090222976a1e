# SPDX-License-Identifier: GPL-3.0-or-later
# House rule: few things at the top, so that a stranger finds the door.
# Usage: cmake -DROOT=<repository> -P toplevel.cmake
cmake_minimum_required(VERSION 3.22)
set(allowed src include tests samples CMakeLists.txt README.md LICENSE)

# What git keeps; without git, what lies there.
execute_process(COMMAND git -C ${ROOT} ls-files OUTPUT_VARIABLE paths RESULT_VARIABLE status
    ERROR_QUIET)
if(status EQUAL 0 AND paths)
    string(REGEX REPLACE "\n$" "" paths "${paths}")
    string(REPLACE "\n" ";" paths "${paths}")
    list(TRANSFORM paths REPLACE "^\"?([^/]+).*" "\\1" OUTPUT_VARIABLE names)
    list(REMOVE_DUPLICATES names)
else()
    file(GLOB names RELATIVE ${ROOT} ${ROOT}/*)
endif()
list(FILTER names EXCLUDE REGEX "^\\.")
list(REMOVE_ITEM names ${allowed})
if(names)
    message(FATAL_ERROR "not at the top level, please: ${names}")
endif()
message("the top level is tidy")

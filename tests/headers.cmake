# SPDX-License-Identifier: GPL-3.0-or-later
# House rule: every header compiles alone; the public ones as strict C17 and as C++17.
# Usage: cmake -DROOT=<repository> -DCC=<C compiler> -P headers.cmake
cmake_minimum_required(VERSION 3.22)
set(strict -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Werror)
set(c17 ${CC} -x c -std=c17 -D_POSIX_C_SOURCE=200809L ${strict} -Wstrict-prototypes
    -I${ROOT}/include)
find_program(CXX NAMES c++ g++ clang++)
set(cxx17 ${CXX} -x c++ -std=c++17 ${strict} -I${ROOT}/include)

# An empty translation unit is not C, and a header may hold macros only.
set(alone ${CMAKE_CURRENT_BINARY_DIR}/alone.c)
file(WRITE ${alone} "typedef int alone;\n")

set(broken)
function(compile header)
    execute_process(COMMAND ${ARGN} -include ${header} ${alone}
        RESULT_VARIABLE status ERROR_VARIABLE text)
    if(NOT status EQUAL 0)
        set(broken ${broken} "${header}:\n${text}" PARENT_SCOPE)
    endif()
endfunction()

file(GLOB public ${ROOT}/include/backstride/*.h)
file(GLOB internal ${ROOT}/src/*/*.h)
if(NOT public)
    message(FATAL_ERROR "no public headers under ${ROOT}/include")
endif()
if(NOT CXX)
    message(FATAL_ERROR "no C++ compiler: the public headers are for C++ too")
endif()
foreach(header IN LISTS public)
    compile(${header} ${c17})
    compile(${header} ${cxx17})
endforeach()
foreach(header IN LISTS internal)
    compile(${header} ${c17} -I${ROOT}/src)
endforeach()

if(broken)
    list(JOIN broken "\n" text)
    message(FATAL_ERROR "these headers do not compile alone:\n${text}")
endif()
list(LENGTH public n_public)
list(LENGTH internal n_internal)
message("${n_public} public and ${n_internal} internal headers compile alone")

# SPDX-License-Identifier: GPL-3.0-or-later
# House rule: a .c file stops below 400 lines, a function at 50; then it is time to split.
# Usage: cmake -DROOT=<repository> -P sizes.cmake
cmake_minimum_required(VERSION 3.22)
set(max_file 399)
set(max_function 50)

# .clang-format puts the braces of a function, and of nothing else, on a line of their own.
set(measure [=[
FNR == 1 { where = FILENAME; sub(".*/src/", "src/", where) }
/^\{$/   { start = FNR }
/^\}$/   { if (FNR - start - 1 > max_function)
               print where ":" start ": a function of " FNR - start - 1 " lines" }
         { lines[where] = FNR }
END      { for (name in lines)
               if (lines[name] > max_file)
                   print name ": " lines[name] " lines" }
]=])

file(GLOB_RECURSE files ${ROOT}/src/*.c)
execute_process(COMMAND awk -v max_file=${max_file} -v max_function=${max_function}
    "${measure}" ${files} OUTPUT_VARIABLE text RESULT_VARIABLE status)
if(NOT status EQUAL 0 OR text)
    message(FATAL_ERROR "too long to read at one sitting (${status}):\n${text}")
endif()
list(LENGTH files n)
message("${n} files of a size to read")

# SPDX-License-Identifier: GPL-3.0-or-later
# Turns page.css and page.js into arrays of C (assets.h).
# Usage: cmake -DFROM=<src/web> -DTO=<file.c> -P embed.cmake
cmake_minimum_required(VERSION 3.22)
set(text "/* Made by src/web/embed.cmake. */\n#include \"web/assets.h\"\n\n")
foreach(kind IN ITEMS css js)
    file(READ ${FROM}/page.${kind} bytes HEX)
    file(SHA256 ${FROM}/page.${kind} hash)
    string(SUBSTRING ${hash} 0 12 tag)
    string(LENGTH "${bytes}" digits)
    math(EXPR n "${digits} / 2")
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n"
        bytes "${bytes}")
    string(APPEND text "const unsigned char asset_${kind}_bytes[] = {\n${bytes}\n};\n"
        "const size_t asset_${kind}_n = ${n};\nconst char asset_${kind}_tag[] = \"${tag}\";\n")
endforeach()
file(WRITE ${TO} "${text}")

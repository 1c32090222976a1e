# SPDX-License-Identifier: GPL-3.0-or-later
# House rule: what is installed can be built against, static and shared, by pkg-config and by CMake.
# Usage: cmake -DROOT=<repository> -DBUILD=<build folder> -DCC=<C compiler> -DGENERATOR=<generator>
#              -P install.cmake
cmake_minimum_required(VERSION 3.22)
set(work ${BUILD}/install-test)
set(consumer [=[
#include <backstride/backstride.h>
#include <stdio.h>
int main(void)
{
    return puts(bks_version()) < 0 || bks_status_id(BKS_OK) == NULL;
}
]=])
set(consumer_cmake [=[
cmake_minimum_required(VERSION 3.22)
project(consumer LANGUAGES C)
find_package(backstride 0.1 REQUIRED)
add_executable(consumer consumer.c)
target_link_libraries(consumer PRIVATE backstride::backstride)
]=])

function(run what)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE out ERROR_VARIABLE out)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${what} failed (${status}):\n${out}")
    endif()
    set(out "${out}" PARENT_SCOPE)
endfunction()

function(expect_version what)
    run("${what}" ${ARGN})
    if(NOT out MATCHES "^[0-9]+\\.[0-9]+\\.[0-9]+\n$")
        message(FATAL_ERROR "${what} printed \"${out}\" instead of a version")
    endif()
endfunction()

file(REMOVE_RECURSE ${work}/static ${work}/shared)
file(MAKE_DIRECTORY ${work}/consumer)
file(WRITE ${work}/consumer/consumer.c "${consumer}")
file(WRITE ${work}/consumer/CMakeLists.txt "${consumer_cmake}")

# The shared build stays, so that a second run only looks whether anything changed.
run("configuring the shared library" ${CMAKE_COMMAND} -S ${ROOT} -B ${work}/build -G ${GENERATOR}
    -DCMAKE_C_COMPILER=${CC} -DBUILD_SHARED_LIBS=ON -DBKS_TESTS=OFF
    -DCMAKE_INSTALL_PREFIX=${work}/shared -DCMAKE_INSTALL_LIBDIR=lib)
run("building the shared library" ${CMAKE_COMMAND} --build ${work}/build --target all)
run("installing the shared library" ${CMAKE_COMMAND} --install ${work}/build)
run("configuring the static library" ${CMAKE_COMMAND} -S ${ROOT} -B ${work}/build-static
    -G ${GENERATOR} -DCMAKE_C_COMPILER=${CC} -DBUILD_SHARED_LIBS=OFF -DBKS_TESTS=OFF
    -DCMAKE_INSTALL_PREFIX=${work}/static -DCMAKE_INSTALL_LIBDIR=lib)
run("building the static library" ${CMAKE_COMMAND} --build ${work}/build-static --target all)
run("installing the static library" ${CMAKE_COMMAND} --install ${work}/build-static)

foreach(kind IN ITEMS static shared)
    set(ENV{PKG_CONFIG_PATH} ${work}/${kind}/lib/pkgconfig)
    set(ENV{LD_LIBRARY_PATH} ${work}/${kind}/lib)
    run("pkg-config, ${kind}" pkg-config --cflags --libs backstride)
    string(STRIP "${out}" flags)
    separate_arguments(flags UNIX_COMMAND "${flags}")
    run("a consumer by pkg-config, ${kind}" ${CC} -std=c17 ${work}/consumer/consumer.c
        -o ${work}/${kind}/by-pkg-config ${flags})
    expect_version("the consumer by pkg-config, ${kind}" ${work}/${kind}/by-pkg-config)

    run("find_package, ${kind}" ${CMAKE_COMMAND} -S ${work}/consumer -B ${work}/${kind}/consumer
        -G ${GENERATOR} -DCMAKE_C_COMPILER=${CC} -DCMAKE_PREFIX_PATH=${work}/${kind})
    run("a consumer by CMake, ${kind}" ${CMAKE_COMMAND} --build ${work}/${kind}/consumer)
    expect_version("the consumer by CMake, ${kind}" ${work}/${kind}/consumer/consumer)
endforeach()

# The shared library shows what the public headers promise, and nothing else.
find_program(NM nm)
if(NM)
    run("listing symbols" ${NM} -D --defined-only ${work}/shared/lib/libbackstride.so)
    string(REGEX MATCHALL "[^ \n]+\n" symbols "${out}")
    list(TRANSFORM symbols STRIP)
    set(hidden ${symbols})
    list(FILTER hidden EXCLUDE REGEX "^(bks_|_init|_fini)")
    if(hidden)
        message(FATAL_ERROR "symbols that should be hidden: ${hidden}")
    endif()
    file(GLOB headers ${ROOT}/include/backstride/*.h)
    foreach(header IN LISTS headers)
        file(READ ${header} text)
        string(REGEX MATCHALL "\nBKS_API[^(;]*\\(" promises "${text}")
        foreach(promise IN LISTS promises)
            string(REGEX MATCH "bks_[a-z0-9_]+\\($" name "${promise}")
            string(REPLACE "(" "" name "${name}")
            if(name AND NOT name IN_LIST symbols)
                message(FATAL_ERROR "${name} is promised by ${header} and not there")
            endif()
        endforeach()
    endforeach()
endif()
message("installed and built against: static and shared, by pkg-config and by CMake")

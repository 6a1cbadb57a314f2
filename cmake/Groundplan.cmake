# SPDX-FileCopyrightText: Groundplan contributors
# SPDX-License-Identifier: Apache-2.0
#
# One target a room of the house. A target sees its own room and those it names in DEPENDS, and no others:
# each has an include root of its own that holds a link to its folder only, so that `#include "core/store/store.h"` in
# core/model is "file not found" and not a matter of discipline. tests/architecture shows that it is so.

option(GROUNDPLAN_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(GROUNDPLAN_TSAN "ThreadSanitizer" OFF)
# Several sources are compiled as one: they share what they include and instantiate, most of what a whole build does. Which share one
# changes when a room gets another, so two should not use one name for two things in their anonymous namespaces.
set(GROUNDPLAN_PIECE 8 CACHE STRING "How many sources of a room or program are compiled as one piece")
# A hundred test programs with all rooms in each take longer to link, and gigabytes more, than shared rooms do.
option(GROUNDPLAN_SHARED "Rooms as shared libraries, for building and testing" OFF)
option(GROUNDPLAN_FUZZ "libFuzzer targets, all with AddressSanitizer and UndefinedBehaviorSanitizer (clang)" OFF)

add_library(groundplan_flags INTERFACE)
target_compile_options(groundplan_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wunused
    -Wno-error=deprecated-declarations
    # GCC 14 takes a look-up that returns a handle (yaml::Value) for a dangling one
    $<$<CXX_COMPILER_ID:GNU>:-Wno-dangling-reference>)
# Not where people build what they use: optimised harder, GCC warns of bounds in std::string that no line of ours passes.
target_compile_options(groundplan_flags INTERFACE $<$<NOT:$<CONFIG:Release>>:-Werror>)
# Between the sources of a piece both mean nothing; clang-tidy sees each source by itself, and the first with it.
target_compile_options(groundplan_flags INTERFACE $<IF:$<BOOL:$<VERSION_GREATER:${GROUNDPLAN_PIECE},1>>,-Wno-subobject-linkage,-Wshadow>)
# With QT_USE_QSTRINGBUILDER a lambda that returns `text + x` needs `-> QString`, or it returns references to its locals.
target_compile_definitions(groundplan_flags INTERFACE
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_UP_TO=0x060800
    GROUNDPLAN_VERSION="${PROJECT_VERSION}")
if(GROUNDPLAN_SANITIZE)
    target_compile_options(groundplan_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(groundplan_flags INTERFACE -fsanitize=address,undefined)
endif()
if(GROUNDPLAN_FUZZ)
    target_compile_options(groundplan_flags INTERFACE -fsanitize=fuzzer-no-link,address,undefined
        -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    target_link_options(groundplan_flags INTERFACE -fsanitize=address,undefined)
endif()
if(GROUNDPLAN_TSAN)
    target_compile_options(groundplan_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(groundplan_flags INTERFACE -fsanitize=thread)
endif()

# Under sanitizers a program or test that is not run there is built only when named.
function(groundplan_not_sanitized target)
    if(GROUNDPLAN_SANITIZE)
        set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    endif()
endfunction()

function(groundplan_unity target)
    if(GROUNDPLAN_PIECE GREATER 1)
        set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${GROUNDPLAN_PIECE})
    endif()
endfunction()

# groundplan_room(NAME FOLDER path/from/root DEPENDS rooms… LINK private libraries… LINK_PUBLIC libraries… SOURCES files…)
# The target is groundplan_NAME. A room without any GUI library of Qt shares one precompiled header of QtCore and the
# standard library; the others have one of their own.
function(groundplan_room name)
    cmake_parse_arguments(ARG "" "FOLDER;PCH" "DEPENDS;LINK;LINK_PUBLIC;SOURCES" ${ARGN})
    set(target groundplan_${name})
    if(GROUNDPLAN_SHARED)
        add_library(${target} SHARED ${ARG_SOURCES})
    else()
        add_library(${target} STATIC ${ARG_SOURCES})
    endif()
    set_target_properties(${target} PROPERTIES AUTOMOC ON DEFINE_SYMBOL "")
    groundplan_unity(${target})
    set(root ${CMAKE_BINARY_DIR}/rooms/${name})
    get_filename_component(parent ${root}/${ARG_FOLDER} DIRECTORY)
    file(MAKE_DIRECTORY ${parent})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${ARG_FOLDER} ${root}/${ARG_FOLDER} SYMBOLIC)
    target_include_directories(${target} PUBLIC ${root})
    target_link_libraries(${target} PUBLIC groundplan_flags Qt6::Core ${ARG_LINK_PUBLIC} PRIVATE ${ARG_LINK})
    foreach(room ${ARG_DEPENDS})
        target_link_libraries(${target} PUBLIC groundplan_${room})
    endforeach()
    if(ARG_PCH)
        target_precompile_headers(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/${ARG_PCH})
    elseif(NOT name STREQUAL "model")
        target_precompile_headers(${target} REUSE_FROM groundplan_model)
    else()
        target_precompile_headers(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch_core.h)
    endif()
endfunction()

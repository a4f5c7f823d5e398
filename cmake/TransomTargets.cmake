# SPDX-License-Identifier: MIT
# How every target of this project is compiled, and the three kinds of them.

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

add_library(transom_flags INTERFACE)
target_compile_features(transom_flags INTERFACE cxx_std_20)
target_compile_options(transom_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wconversion -Wno-missing-field-initializers
  $<$<BOOL:${TRANSOM_WERROR}>:-Werror>)
target_include_directories(transom_flags INTERFACE
  "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}/src" "${PROJECT_BINARY_DIR}/generated")

# Kept apart from transom_flags: what runs inside the engine's own process can't be sanitized, since that process is not ours.
add_library(transom_sanitizers INTERFACE)
if(TRANSOM_SANITIZE)
  target_compile_options(transom_sanitizers INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g1)
  target_link_options(transom_sanitizers INTERFACE -fsanitize=address,undefined)
endif()

# For programs that only drive the product: what they test is sanitized in full, they themselves compile in half the time.
add_library(transom_test_program INTERFACE)
if(TRANSOM_SANITIZE)
  target_compile_options(transom_test_program INTERFACE -fsanitize=address -fno-omit-frame-pointer -O0 -g1)
  target_link_options(transom_test_program INTERFACE -fsanitize=address,undefined)
endif()

# transom_module(NAME SOURCES … LINKS …): one module of src/, as a static library Transom::NAME that links only what it names.
function(transom_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_library(transom_${name} STATIC ${arg_SOURCES})
  add_library(Transom::${name} ALIAS transom_${name})
  set_target_properties(transom_${name} PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_compile_definitions(transom_${name} PRIVATE TRANSOM_BUILDING)
  target_link_libraries(transom_${name} PUBLIC transom_flags transom_sanitizers ${arg_LINKS})
endfunction()

# transom_unit_test(NAME SOURCES … LINKS …): one GoogleTest program, each of its tests known to CTest. Needs no display.
function(transom_unit_test name)
  if(NOT TRANSOM_TESTS)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  find_package(GTest REQUIRED)
  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE transom_flags transom_sanitizers ${arg_LINKS} GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS unit TIMEOUT 120)
endfunction()

# transom_embed_file(INPUT OUTPUT NAME): a rule that makes the C++ file OUTPUT, which holds INPUT as a std::string_view NAME.
function(transom_embed_file input output name)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "${CMAKE_COMMAND}" "-DINPUT=${input}" "-DOUTPUT=${output}" "-DNAME=${name}"
            -P "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    DEPENDS "${input}" "${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake"
    VERBATIM)
endfunction()

# Everything that applications load lies in one directory, laid out as after installation.
set(TRANSOM_LIBRARY_DIR "${PROJECT_BINARY_DIR}/lib")
file(GLOB_RECURSE TRANSOM_PAGE_SOURCES CONFIGURE_DEPENDS
  "${PROJECT_SOURCE_DIR}/page/src/*.ts" "${PROJECT_SOURCE_DIR}/page/build.mjs" "${PROJECT_SOURCE_DIR}/page/package-lock.json")

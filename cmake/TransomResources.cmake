# SPDX-License-Identifier: MIT
# transom_add_resources(TARGET NAME name DIRECTORY directory [FILES file…])
#
# Makes the files under `directory` part of the executable or library TARGET, for App::serve():
#
#     transom_add_resources(myapp NAME ui DIRECTORY ui)      # CMakeLists.txt
#     #include <ui_resources.h>                              // main.cc
#     app.serve("app", resources::ui);
#
# Without FILES all that lie there are taken, and the build sees by itself when some are added, changed or removed; names that
# begin with a dot are left out, as App::serve() has none of them. FILES are names relative to `directory`: needed where
# the build itself makes them, by rules of the same CMakeLists.txt.
#
# The assembler takes the files in as they are (.incbin), so size costs no time to compile. GCC and Clang.
function(transom_add_resources target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "NAME;DIRECTORY" "FILES")
  if(NOT arg_NAME MATCHES "^[A-Za-z_][A-Za-z0-9_]*$" OR NOT arg_DIRECTORY OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "transom_add_resources(${target}): wants NAME <a C++ name> DIRECTORY <directory> [FILES <file>…]")
  endif()
  get_filename_component(directory "${arg_DIRECTORY}" ABSOLUTE)
  if(NOT arg_FILES)
    file(GLOB_RECURSE arg_FILES CONFIGURE_DEPENDS LIST_DIRECTORIES false RELATIVE "${directory}" "${directory}/*")
    list(FILTER arg_FILES EXCLUDE REGEX "(^|/)\\.")
  endif()
  if(NOT arg_FILES)
    message(FATAL_ERROR "transom_add_resources(${target}): no files in ${directory}")
  endif()

  set(index 0)
  set(paths "")
  set(blocks "")
  set(symbols "")
  set(entries "")
  foreach(file IN LISTS arg_FILES)
    if(file MATCHES "[\"\\\\\n]")
      message(FATAL_ERROR "transom_add_resources(${target}): a quote, backslash or line break in a name: ${file}")
    endif()
    set(symbol "transom_resource_${arg_NAME}_${index}")
    list(APPEND paths "${directory}/${file}")
    # A zero byte behind each file, so that no two of them begin at one place.
    string(APPEND blocks
      "asm(\".pushsection .rodata\\n\"\n"
      "    \".hidden ${symbol}\\n.global ${symbol}\\n.hidden ${symbol}_end\\n.global ${symbol}_end\\n\"\n"
      "    \".balign 16\\n${symbol}:\\n.incbin \\\"${directory}/${file}\\\"\\n${symbol}_end:\\n.byte 0\\n\"\n"
      "    \".popsection\");\n")
    string(APPEND symbols "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND entries "    {\"${file}\", ${symbol}, ${symbol}_end},\n")
    math(EXPR index "${index} + 1")
  endforeach()

  set(generated "${CMAKE_CURRENT_BINARY_DIR}/transom_resources/${target}")
  file(CONFIGURE OUTPUT "${generated}/${arg_NAME}_resources.h" @ONLY CONTENT [[
// Made by transom_add_resources().
#pragma once

#include <transom/resource_bundle.h>

namespace resources {
extern const transom::ResourceBundle @arg_NAME@;
}
]])
  file(CONFIGURE OUTPUT "${generated}/${arg_NAME}_resources.cc" @ONLY CONTENT [[
// Made by transom_add_resources().
#include "@arg_NAME@_resources.h"

@blocks@
extern "C" {
@symbols@}

namespace resources {
namespace {
constexpr transom::ResourceBundle::File kFiles[] = {
@entries@};
}
constinit const transom::ResourceBundle @arg_NAME@{kFiles};
}
]])
  set_source_files_properties("${generated}/${arg_NAME}_resources.cc" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${generated}/${arg_NAME}_resources.cc")
  # As a system's: whoever checks his own code need not check this.
  target_include_directories(${target} SYSTEM PRIVATE "${generated}")
endfunction()

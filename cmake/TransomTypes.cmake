# SPDX-License-Identifier: MIT
# transom_types(TARGET OUTPUT file.d.ts)
#
# Has the application TARGET write the TypeScript declaration of its channels (transom::writeTypes()) whenever it changes, by
# starting it with --transom-types, which needs no display:
#
#     transom_types(myapp OUTPUT "${CMAKE_CURRENT_SOURCE_DIR}/ui/channels.d.ts")     # CMakeLists.txt
#
# A relative `file` lies in the build directory. The rule is part of the target `all`, and of TARGET_types, on which whatever
# checks the page's TypeScript depends; the file is left alone where the channels are the same as before. TRANSOM_PAGE_TYPES
# is where transom.d.ts lies, which the page needs beside it.
#
# To bundle TypeScript needs no types, only to check it does: so a page that is built into TARGET itself
# (transom_add_resources()) is bundled before and checked after.
function(transom_types target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "OUTPUT" "")
  if(NOT arg_OUTPUT OR arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "transom_types(${target}): wants OUTPUT <file>")
  endif()
  get_filename_component(output "${arg_OUTPUT}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_BINARY_DIR}")
  add_custom_command(
    OUTPUT "${output}"
    COMMAND "$<TARGET_FILE:${target}>" "--transom-types=${output}"
    DEPENDS ${target}
    COMMENT "Writing the types of ${target}'s channels"
    VERBATIM)
  add_custom_target(${target}_types ALL DEPENDS "${output}")
endfunction()

# SPDX-License-Identifier: MIT
# Compiles SOURCE, which must fail, with each text that stands after `// error: ` in it among the errors.
#   cmake -D COMPILER=… -D FLAGS=… -D SOURCE=… -P says_what_is_wrong.cmake
separate_arguments(flags UNIX_COMMAND "${FLAGS}")
execute_process(COMMAND "${COMPILER}" -fsyntax-only ${flags} "${SOURCE}"
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(status EQUAL 0)
  message(FATAL_ERROR "${SOURCE} compiles")
endif()
file(STRINGS "${SOURCE}" expected REGEX "// error: ")
if(NOT expected)
  message(FATAL_ERROR "${SOURCE} expects no error")
endif()
foreach(line IN LISTS expected)
  string(REGEX REPLACE ".*// error: " "" text "${line}")
  string(FIND "${said}" "error: static assertion failed: ${text}" found)
  if(found EQUAL -1)
    message(FATAL_ERROR "nothing is said of: ${text}\n${said}")
  endif()
endforeach()

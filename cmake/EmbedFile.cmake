# SPDX-License-Identifier: MIT
# cmake -DINPUT=… -DOUTPUT=… -DNAME=… -P EmbedFile.cmake: writes a C++ file that defines `extern const std::string_view NAME`.
file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE "${OUTPUT}" "#include <string_view>\nstatic const char kBytes[] = {${bytes}};\nextern const std::string_view ${NAME};\nconst std::string_view ${NAME}{kBytes, sizeof kBytes};\n")

# SPDX-License-Identifier: MIT
# What `cmake --install` lays down. The tree works from wherever it is put: the library finds its engine and the web process
# extension beside itself, the CMake package and the pkg-config file find the library from where they lie.
include(CMakePackageConfigHelpers)

set(TRANSOM_CMAKE_DIR "${CMAKE_INSTALL_LIBDIR}/cmake/Transom")

install(TARGETS transom transom_renderer EXPORT TransomTargets LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(TARGETS transom_webkitgtk LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/transom")
install(TARGETS transom_web_extension LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}/transom/web-extension")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/transom" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  FILES_MATCHING PATTERN "*.h")
install(FILES page/types/transom.d.ts DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/transom")
# Laid out as here, so that the links of the README lead from one to the other; headers and declarations lie elsewhere. The source
# in the npm package has none of these.
if(EXISTS "${PROJECT_SOURCE_DIR}/docs")
  set(TRANSOM_DOC_DIR "${CMAKE_INSTALL_DATAROOTDIR}/doc/transom")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/README.md")
  file(RELATIVE_PATH to_include "/${TRANSOM_DOC_DIR}" "/${CMAKE_INSTALL_INCLUDEDIR}")
  file(RELATIVE_PATH to_types "/${TRANSOM_DOC_DIR}" "/${CMAKE_INSTALL_DATAROOTDIR}/transom")
  file(READ README.md readme)
  string(REPLACE "](include/" "](${to_include}/" readme "${readme}")
  string(REPLACE "](page/types/" "](${to_types}/" readme "${readme}")
  file(WRITE "${PROJECT_BINARY_DIR}/README.md" "${readme}")
  install(FILES "${PROJECT_BINARY_DIR}/README.md" LICENSE ARCHITECTURE.md CONTRIBUTING.md SECURITY.md CHANGELOG.md
    DESTINATION "${TRANSOM_DOC_DIR}")
  install(DIRECTORY docs DESTINATION "${TRANSOM_DOC_DIR}")
  install(DIRECTORY examples DESTINATION "${TRANSOM_DOC_DIR}" PATTERN node_modules EXCLUDE PATTERN dist EXCLUDE)
  install(FILES protocol/PROTOCOL.md DESTINATION "${TRANSOM_DOC_DIR}/protocol")
  install(FILES node/types/transom.d.ts node/types/events.d.ts node/types/modules.d.ts
    DESTINATION "${TRANSOM_DOC_DIR}/node/types")
endif()

install(EXPORT TransomTargets NAMESPACE Transom:: DESTINATION "${TRANSOM_CMAKE_DIR}")
configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/TransomConfig.cmake.in" "${PROJECT_BINARY_DIR}/TransomConfig.cmake"
  INSTALL_DESTINATION "${TRANSOM_CMAKE_DIR}" NO_SET_AND_CHECK_MACRO)
# Before 1.0 every minor version may change the interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/TransomConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES
  "${PROJECT_BINARY_DIR}/TransomConfig.cmake" "${PROJECT_BINARY_DIR}/TransomConfigVersion.cmake" cmake/TransomResources.cmake
  cmake/TransomTypes.cmake
  DESTINATION "${TRANSOM_CMAKE_DIR}")

file(RELATIVE_PATH TRANSOM_PKG_CONFIG_PREFIX "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
string(REGEX REPLACE "/$" "" TRANSOM_PKG_CONFIG_PREFIX "${TRANSOM_PKG_CONFIG_PREFIX}")
foreach(package transom transom-renderer)
  configure_file("${PROJECT_SOURCE_DIR}/cmake/${package}.pc.in" "${PROJECT_BINARY_DIR}/${package}.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/${package}.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endforeach()

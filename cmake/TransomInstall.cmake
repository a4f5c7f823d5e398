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
install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DATAROOTDIR}/doc/transom")

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

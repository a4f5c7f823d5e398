// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// values.js, to be put in front of a script of a page.
extern const std::string_view kValuesScript;

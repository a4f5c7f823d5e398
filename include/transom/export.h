// SPDX-License-Identifier: MIT
#pragma once

/// Marks what the shared library offers to applications.
#define TRANSOM_API __attribute__((visibility("default")))

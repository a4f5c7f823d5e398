// SPDX-License-Identifier: MIT
#pragma once

#include "samples.h"

#include <string_view>

namespace transom::bench {

// Microseconds of the codec alone, in this process: one value as the only argument of a message. The mean of a batch is
// one sample, since a single operation is shorter than what reading the clock costs.
Samples measureEncode(std::string_view payload, const Budget& budget);
Samples measureDecode(std::string_view payload, const Budget& budget);

// The same for JSON (nlohmann's), to and from a string; binary in base64, decoded to bytes.
Samples measureJsonEncode(std::string_view payload, const Budget& budget);
Samples measureJsonDecode(std::string_view payload, const Budget& budget);

}  // namespace transom::bench

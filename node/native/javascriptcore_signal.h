// SPDX-License-Identifier: MIT
#pragma once

namespace transom::node {

/// Has JavaScriptCore stop its threads by another signal than SIGUSR1, by which Node starts its inspector. To be called
/// before the engine is loaded.
void keepSignalsOfNode();

}  // namespace transom::node

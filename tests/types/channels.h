// SPDX-License-Identifier: MIT
#pragma once

#include <transom/transom.h>

namespace transom::test {

/// What main sends and asks.
inline constexpr Message<std::string, std::optional<int>> kOpened("opened");
inline constexpr Question<bool(std::string)> kConfirm("confirm");

/// Registers one channel of every kind.
void registerChannels(IpcMain& ipcMain);
/// The same in another order.
void registerChannelsBackwards(IpcMain& ipcMain);

}  // namespace transom::test

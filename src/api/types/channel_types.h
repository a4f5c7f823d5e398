// SPDX-License-Identifier: MIT
#pragma once

#include <transom/ipc_main.h>
#include <transom/signature.h>
#include <transom/type_description.h>

#include <map>
#include <span>
#include <string>

namespace transom::detail {

/// The channels of an application by what a page does with them, in the order of the alphabet, and the types that these
/// speak of.
struct ChannelTypes {
  using Table = std::map<std::string, Signature>;

  Table sends;      ///< ipcRenderer.send, sendSync
  Table invokes;    ///< ipcRenderer.invoke
  Table streams;    ///< ipcRenderer.stream
  Table messages;   ///< ipcRenderer.on
  Table questions;  ///< ipcRenderer.handle
  TypeTable types;
};

/// Of all these together. Where listeners of one channel differ, what a page sends has to suit all of them; where
/// handlers do (each for pages of its own), one of them.
[[nodiscard]] ChannelTypes channelTypesOf(std::span<const IpcMain* const> emitters);

}  // namespace transom::detail

// SPDX-License-Identifier: MIT
#include <transom/ipc_main.h>

#include <transom/error.h>

namespace transom {

IpcMain::IpcMain() = default;
IpcMain::~IpcMain() = default;

void IpcMain::add(std::string_view channel, Handler handler) {
  if (!handlers_.emplace(std::string(channel), std::move(handler)).second) {
    throw Error("Error", "Attempted to register a second handler for '" + std::string(channel) + "'");
  }
}

void IpcMain::removeHandler(std::string_view channel) {
  if (const auto found = handlers_.find(channel); found != handlers_.end()) handlers_.erase(found);
}

void IpcMain::removeAccess(std::string_view channel) {
  if (const auto found = access_.find(channel); found != access_.end()) access_.erase(found);
}

const Access* IpcMain::accessOf(std::string_view channel) const {
  const auto found = access_.find(channel);
  return found == access_.end() ? nullptr : &found->second;
}

detail::InvokeHandler IpcMain::takeHandler(std::string_view channel, bool wantsStream) {
  const auto found = handlers_.find(channel);
  if (found == handlers_.end()) return {};
  detail::InvokeHandler handler = found->second.call;
  if (found->second.once && handler.givesStream == wantsStream) handlers_.erase(found);
  return handler;
}

IpcMain::Signatures IpcMain::handlerSignatures() const {
  Signatures all;
  for (const auto& [channel, handler] : handlers_) all.emplace(channel, handler.describe);
  return all;
}

}  // namespace transom

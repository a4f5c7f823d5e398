// SPDX-License-Identifier: MIT
#include "core/session.h"

#include "core/connection.h"

#include <string>
#include <utility>

namespace transom::core {

Session::Session(std::unique_ptr<Transport> transport, const SessionSettings& settings, SessionDelegate& delegate)
    : connection_(std::make_shared<Connection>(std::move(transport), settings, delegate)) {}

Session::~Session() {
  connection_->abandon();
}

void Session::start() {
  connection_->start();
}

void Session::readWaiting() {
  connection_->readWaiting();
}

void Session::send(DocumentId document, std::string_view channel, ByteView payload) {
  connection_->send(document, channel, payload);
}

void Session::postMessage(DocumentId document, std::string_view channel, ByteView payload,
                          const std::vector<std::shared_ptr<Port>>& ports) {
  connection_->postMessage(document, channel, payload, ports);
}

void Session::evaluate(DocumentId document, ByteView code, CallCallback done, std::string_view world) {
  connection_->evaluate(document, code, std::move(done), world);
}

void Session::invoke(DocumentId document, std::string_view channel, ByteView payload, CallCallback done) {
  connection_->invoke(document, channel, payload, std::move(done));
}

void Session::close(std::string_view reason) {
  connection_->close({.violation = false, .text = std::string(reason)});
}

}  // namespace transom::core

// SPDX-License-Identifier: MIT
#include <transom/utility_process.h>

#include "app_impl.h"
#include "event_names.h"
#include "utility_process_impl.h"

#include <transom/app.h>

#include <array>

namespace transom {
namespace {

constexpr std::array<std::string_view, 5> kEvents{"spawn", "stdout", "stderr", "error", "exit"};

}  // namespace

UtilityProcess::UtilityProcess(App& app, const std::filesystem::path& program, const UtilityProcessOptions& options)
    : impl_(std::make_shared<detail::UtilityProcessImpl>(*app.impl_, *this)) {
  impl_->start(program, options);
}

UtilityProcess::~UtilityProcess() {
  impl_->abandon();
}

WebContents& UtilityProcess::webContents() const {
  return impl_->contents();
}

int UtilityProcess::pid() const {
  return impl_->pid();
}

bool UtilityProcess::kill() {
  return impl_->kill();
}

void UtilityProcess::removeListener(std::string_view event, const Listener& listener) {
  impl_->events().removeListener(event, listener);
}

EventEmitter<UtilityProcessEvent>& UtilityProcess::events(std::string_view name) const {
  detail::requireEvent("UtilityProcess", name, kEvents);
  return impl_->events();
}

}  // namespace transom

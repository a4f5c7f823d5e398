// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/bytes.h>
#include <transom/renderer_call.h>
#include <transom/value.h>

#include <cstdint>
#include <exception>
#include <memory>

namespace transom::renderer {

/// Where answers to main go. Shared weakly by those who owe one, who may outlive it.
class AnswerSink {
 public:
  virtual void answer(std::uint32_t call, bool failed, ByteView payload) = 0;
  [[nodiscard]] virtual std::uint64_t maxMessageBytes() const = 0;

 protected:
  ~AnswerSink() = default;
};

/// An `invoke` of main, answered over the connection. If it goes without an answer, main hears so.
class MainQuestion final : public detail::RendererCall {
 public:
  MainQuestion(IpcRenderer& renderer, Arguments arguments, std::weak_ptr<AnswerSink> sink, std::uint32_t call);
  ~MainQuestion() override;
  MainQuestion(const MainQuestion&) = delete;
  MainQuestion& operator=(const MainQuestion&) = delete;

  void resolve(const Value& value) override;
  void reject(const std::exception_ptr& error) override;

 private:
  std::weak_ptr<AnswerSink> sink_;  // empty: answered
  std::uint32_t call_;
};

}  // namespace transom::renderer

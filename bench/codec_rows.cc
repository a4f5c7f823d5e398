// SPDX-License-Identifier: MIT
#include "codec_rows.h"

#include "codec/codec.h"
#include "payloads.h"

#include <transom/arguments.h>

#include <cstddef>
#include <string>

namespace transom::bench {
namespace {

using namespace std::chrono_literals;

constexpr auto kBatchTime = 50us;

/// How many calls take as long as a batch should. They also warm up.
template <class Operation>
std::size_t batchSize(const Operation& operation) {
  for (std::size_t count = 1;; count *= 2) {
    const auto begin = Clock::now();
    for (std::size_t i = 0; i < count; ++i) operation();
    if (Clock::now() - begin >= kBatchTime) return count;
  }
}

template <class Operation>
Samples measureBatches(const Budget& budget, const Operation& operation) {
  const std::size_t count = batchSize(operation);
  Recorder recorder(budget);
  while (recorder.tick(count)) {
    for (std::size_t i = 0; i < count; ++i) operation();
  }
  return recorder.takeSamples();
}

/// Makes the compiler believe that somebody looks at `result`.
template <class T>
void use(const T& result) {
  asm volatile("" : : "g"(&result) : "memory");
}

std::string encodeJson(const nlohmann::json& arguments) {
  return arguments.dump();
}

}  // namespace

Samples measureEncode(std::string_view payload, const Budget& budget) {
  const Arguments arguments{payloadValue(payload)};
  return measureBatches(budget, [&] { use(codec::encodeArguments(arguments)); });
}

Samples measureDecode(std::string_view payload, const Budget& budget) {
  const Bytes bytes = codec::encodeArguments({payloadValue(payload)});
  return measureBatches(budget, [&] { use(codec::decodeArguments(bytes)); });
}

Samples measureJsonEncode(std::string_view payload, const Budget& budget) {
  if (isBinary(payload)) {
    const Value value = payloadValue(payload);
    return measureBatches(budget, [&] { use(encodeJson(nlohmann::json::array({toBase64(value.asBytes())}))); });
  }
  const auto arguments = nlohmann::json::array({payloadJson(payload)});
  return measureBatches(budget, [&] { use(encodeJson(arguments)); });
}

Samples measureJsonDecode(std::string_view payload, const Budget& budget) {
  const std::string text = encodeJson(nlohmann::json::array({payloadJson(payload)}));
  if (isBinary(payload)) {
    return measureBatches(budget,
                          [&] { use(fromBase64(nlohmann::json::parse(text)[0].get_ref<const std::string&>())); });
  }
  return measureBatches(budget, [&] { use(nlohmann::json::parse(text)); });
}

}  // namespace transom::bench

// SPDX-License-Identifier: MIT
#include "error_text.h"

#include <filesystem>

namespace transom::detail {

Error asError(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& error) {
    return {"Error", error.what()};
  } catch (...) {
    return {"Error", "something that is no std::exception was thrown"};
  }
}

Error errorForPage(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::filesystem::filesystem_error& error) {
    return {"Error", error.code().message()};
  } catch (...) {
    return asError(thrown);
  }
}

std::string errorText(const std::exception_ptr& thrown) {
  const Error error = asError(thrown);
  return error.message().empty() ? error.name() : error.name() + ": " + error.message();
}

}  // namespace transom::detail

// SPDX-License-Identifier: MIT
#include "javascriptcore_signal.h"

#include <csignal>
#include <cstdlib>
#include <string>

#include <dlfcn.h>

namespace transom::node {
namespace {

constexpr const char* kVariable = "JSC_SIGNAL_FOR_GC";
constexpr const char* kLibrary = "libjavascriptcoregtk-6.0.so.1";
constexpr const char* kInitialize = "_ZN3WTF10initializeEv";  // WTF::initialize(), which reads the variable

}  // namespace

/// JavaScriptCore reads the variable, and then complains of it: it takes everything that begins with JSC_ for an option
/// of another kind. So the first half of its start is done here, where it is found, and the variable is gone before the
/// second, and before web processes could inherit it.
void keepSignalsOfNode() {
  ::setenv(kVariable, std::to_string(SIGRTMAX - 1).c_str(), 1);  // which nobody else uses
  // Where it can't be loaded, neither can the engine, which says so.
  if (void* const library = ::dlopen(kLibrary, RTLD_LAZY)) {
    if (void* const function = ::dlsym(library, kInitialize)) reinterpret_cast<void (*)()>(function)();
  }
  ::unsetenv(kVariable);
}

}  // namespace transom::node

// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace transom {

/// What pages of App::serve() may do unless ServeOptions says otherwise: load scripts, frames and all the rest from
/// their own origin alone. Inline styles, `data:` and `blob:` images, fonts and media, and WebAssembly are let in;
/// inline scripts, `eval`, plugins, other sites and frames of other origins are not.
inline constexpr std::string_view kDefaultContentSecurityPolicy =
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// How App::serve() answers.
struct ServeOptions {
  /// The host of the URLs, in lower case: pages are at `<scheme>://<host>/…`. Each host is an origin of its own.
  std::string host = "main";
  /// The `Content-Security-Policy` header of every answer; empty: none.
  std::string contentSecurityPolicy{kDefaultContentSecurityPolicy};
};

}  // namespace transom

// Keeps exceptions of libraries and of the allocator inside the layer: an entry point runs its body in `guarded`.
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>

#include <opencv2/core.hpp>

#include "core/result.h"

namespace snitt {

// `body` returns a Result. Errors: its own; io with "memory ran out", or with what a library said it failed of.
template <class Body>
[[nodiscard]] std::invoke_result_t<Body> guarded(std::string_view doing, const Body& body) try {
  return body();
} catch (const std::bad_alloc&) {
  return fail(ErrorKind::io, "memory ran out while " + std::string(doing));
} catch (const cv::Exception& error) {
  if (error.code == cv::Error::StsNoMem) return fail(ErrorKind::io, "memory ran out while " + std::string(doing));
  return fail(ErrorKind::io, std::string(doing) + " failed: " + error.err);
} catch (const std::exception& error) {
  return fail(ErrorKind::io, std::string(doing) + " failed: " + error.what());
}

}  // namespace snitt

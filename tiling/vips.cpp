#include <mutex>

#include "tiling/vips_p.h"

namespace snitt {

namespace {

void sayNothing(const char*, GLogLevelFlags, const char*, void*) {}

bool start() {
  // libvips looks for plug-ins under its home; under this one there are none.
  g_setenv("VIPSHOME", "/nonexistent", FALSE);
  // What libvips would print, it also returns.
  g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION), sayNothing, nullptr);
  if (VIPS_INIT("snitt") != 0) return false;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  return true;
}

}  // namespace

Result<void> startVips() {
  static std::once_flag once;
  static bool started = false;
  std::call_once(once, [] { started = start(); });
  if (!started) return fail(ErrorKind::io, "libvips could not be started: " + vipsComplaint());
  return {};
}

std::string vipsComplaint() {
  char* buffer = vips_error_buffer_copy();
  std::string text(buffer == nullptr ? "" : buffer);
  g_free(buffer);
  text = text.substr(0, text.find('\n'));
  // "pngload: libpng read error": the operation's name tells a person nothing.
  if (const auto colon = text.find(": "); colon != std::string::npos && text.find(' ') > colon)
    text.erase(0, colon + 2);
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) text.pop_back();
  return text.empty() ? "it ends too early or contradicts itself" : text;
}

}  // namespace snitt

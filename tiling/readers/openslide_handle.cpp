#include <utility>

#include "tiling/readers/openslide_handle_p.h"

namespace snitt {

namespace {

// OpenSlide puts the path before some of its messages, which then name it twice.
std::string withoutPath(std::string message, const std::string& path) {
  for (const std::string& prefix : {"Reading " + path + ": ", path + ": "})
    if (message.starts_with(prefix)) message.erase(0, prefix.size());
  return message;
}

Result<void> readOnce(openslide_t* handle, int level, std::int64_t x, std::int64_t y, std::int64_t width,
                      std::int64_t height, std::vector<std::uint32_t>& argb) {
  argb.resize(static_cast<std::size_t>(width * height));
  openslide_read_region(handle, argb.data(), x, y, level, width, height);
  if (const char* error = openslide_get_error(handle); error != nullptr) return fail(ErrorKind::corrupt, error);
  return {};
}

}  // namespace

Result<OpenSlideHandle> openHandle(const std::string& path) {
  OpenSlideHandle handle(openslide_open(path.c_str()), [](openslide_t* slide) {
    if (slide != nullptr) openslide_close(slide);
  });
  if (!handle) return fail(ErrorKind::unsupported, path + " is not a slide in a format that this program reads");
  if (const char* error = openslide_get_error(handle.get()); error != nullptr)
    return fail(ErrorKind::corrupt, path + " cannot be opened: " + withoutPath(error, path));
  return handle;
}

Result<OpenSlideHandle> SharedHandle::current() {
  const std::scoped_lock lock(m_mutex);
  if (!m_handle) {
    auto fresh = openHandle(m_path);
    if (!fresh) return fresh;
    m_handle = std::move(*fresh);
  }
  return m_handle;
}

void SharedHandle::replace(const OpenSlideHandle& failed, OpenSlideHandle with) {
  const std::scoped_lock lock(m_mutex);
  if (m_handle == failed) m_handle = std::move(with);
}

Result<void> SharedHandle::read(int level, std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                                std::vector<std::uint32_t>& argb) {
  const auto handle = current();
  if (!handle) return fail(handle.error());
  if (readOnce(handle->get(), level, x, y, width, height, argb)) return {};
  // The failure may be another thread's: only a handle of our own tells whether this block is the damaged one.
  auto fresh = openHandle(m_path);
  if (!fresh) {
    replace(*handle, nullptr);
    return fail(fresh.error());
  }
  auto again = readOnce(fresh->get(), level, x, y, width, height, argb);
  replace(*handle, again ? *fresh : nullptr);
  return again;
}

}  // namespace snitt

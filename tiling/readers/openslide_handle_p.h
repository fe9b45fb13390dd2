// An OpenSlide handle that is closed when its last reader lets go of it, and reads of one region through it.
#pragma once

#include <openslide.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt {

using OpenSlideHandle = std::shared_ptr<openslide_t>;

// Errors: unsupported where OpenSlide does not know the format, corrupt where opening fails.
[[nodiscard]] Result<OpenSlideHandle> openHandle(const std::string& path);

// One handle shared by all threads and replaced after a failure. Thread-safe.
class SharedHandle {
 public:
  SharedHandle(std::string path, OpenSlideHandle first) : m_path(std::move(path)), m_handle(std::move(first)) {}

  // Premultiplied ARGB; x and y in level-0 pixels.
  [[nodiscard]] Result<void> read(int level, std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height,
                                  std::vector<std::uint32_t>& argb);
  // A handle for reads of another kind; `replace` it when it has met an error.
  [[nodiscard]] Result<OpenSlideHandle> current();
  void replace(const OpenSlideHandle& failed, OpenSlideHandle with);

 private:
  std::string m_path;
  std::mutex m_mutex;
  OpenSlideHandle m_handle;
};

}  // namespace snitt

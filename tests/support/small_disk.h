// A file system of its own that is soon full.
#pragma once

#include <filesystem>
#include <string>

#include <sys/mount.h>

namespace snitt::test {

// Mounted on `folder`, which it makes, for as long as it lives. Only root can mount: ask `mounted`.
class SmallDisk {
 public:
  SmallDisk(const std::filesystem::path& folder, const std::string& size) : m_folder(folder) {
    std::filesystem::create_directory(folder);
    m_mounted = mount("tmpfs", folder.c_str(), "tmpfs", 0, ("size=" + size).c_str()) == 0;
  }
  ~SmallDisk() {
    if (m_mounted) umount2(m_folder.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  [[nodiscard]] bool mounted() const { return m_mounted; }

 private:
  std::filesystem::path m_folder;
  bool m_mounted = false;
};

}  // namespace snitt::test

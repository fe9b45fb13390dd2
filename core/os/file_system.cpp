// What kind of file system a path lies on (Linux).
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "core/os/os.h"

namespace snitt::os {

namespace {

// statfs(2) and linux/magic.h; folders of a host inside a virtual machine are as remote as a server's.
constexpr std::array<std::pair<unsigned long, std::string_view>, 16> kNetwork{{
    {0x6969, "NFS"},
    {0x517B, "SMB"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB"},
    {0x01021997, "9p"},
    {0x5346414F, "AFS"},
    {0x6B414653, "AFS"},
    {0x73757245, "Coda"},
    {0x564C, "NCP"},
    {0x00C36400, "Ceph"},
    {0x0BD00BD0, "Lustre"},
    {0x19830326, "BeeGFS"},
    {0x47504653, "GPFS"},
    {0x7461636F, "OCFS2"},
    {0x786F4256, "vboxsf"},
    {0xBACBACBC, "vmhgfs"},
}};
constexpr unsigned long kFuse = 0x65735546;

// The type in /proc/self/mountinfo ("fuse.sshfs", "fuseblk") of the file system with this device number.
std::string mountedType(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  const std::string device =
      std::to_string(major(status.st_dev)).append(":").append(std::to_string(minor(status.st_dev)));
  std::ifstream mounts("/proc/self/mountinfo");
  for (std::string line; std::getline(mounts, line);) {
    std::istringstream fields(line);
    std::string id;
    std::string parent;
    std::string number;
    fields >> id >> parent >> number;
    const std::size_t dash = line.find(" - ");
    if (number != device || dash == std::string::npos) continue;
    const std::size_t begin = dash + 3;
    return line.substr(begin, line.find(' ', begin) - begin);
  }
  return {};
}

}  // namespace

std::string networkFileSystem(const std::filesystem::path& path) {
  struct statfs status {};
  if (::statfs(path.c_str(), &status) != 0) return {};
  // The kernel's type is signed on some machines; all magic numbers have 32 bits.
  const auto magic = static_cast<unsigned long>(status.f_type) & 0xFFFFFFFFUL;
  const auto found = std::ranges::find(kNetwork, magic, &std::pair<unsigned long, std::string_view>::first);
  if (found != kNetwork.end()) return std::string(found->second);
  if (magic != kFuse) return {};
  const std::string type = mountedType(path);
  if (type == "fuseblk") return {};
  return type.starts_with("fuse.") ? type.substr(5) : "FUSE";
}

}  // namespace snitt::os

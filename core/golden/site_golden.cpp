#include "core/golden/site_golden.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt {
namespace fs = std::filesystem;

// Half of each hash is far more than tells two files apart, and a name that can still be read.
fs::path SiteGoldenFolder::fileOf(const std::string& slideSha256, const std::string& bundleSha256) const {
  return m_folder / (slideSha256.substr(0, 32) + "-" + bundleSha256.substr(0, 32) + ".json");
}

Result<std::vector<SiteGoldenFolder::Entry>> SiteGoldenFolder::list() const {
  std::error_code error;
  std::vector<fs::path> files;
  if (!fs::exists(m_folder, error)) return std::vector<Entry>{};
  fs::directory_iterator entry(m_folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error))
    if (entry->path().extension() == ".json" && !entry->path().filename().string().starts_with('.'))
      files.push_back(entry->path());
  if (error) return fail(ErrorKind::io, m_folder.string() + " could not be listed: " + error.message());
  std::ranges::sort(files);
  std::vector<Entry> entries;
  for (const fs::path& file : files)
    entries.push_back({file, readFile(file).and_then([](const std::string& text) { return parseSiteGolden(text); })});
  return entries;
}

Result<void> SiteGoldenFolder::checkNew(const fs::path& slide, const std::string& slideSha256,
                                        const std::string& bundleSha256) const {
  const fs::path file = fileOf(slideSha256, bundleSha256);
  std::error_code ignored;
  if (!fs::exists(fs::symlink_status(file, ignored))) return {};
  return fail(ErrorKind::usage, slide.string() + " is a golden slide of this bundle already (" + file.string() + ")");
}

Result<fs::path> SiteGoldenFolder::add(const SiteGolden& golden) const {
  if (auto isNew = checkNew(golden.slide, golden.sha256, golden.bundleSha256); !isNew) return fail(isNew.error());
  if (auto made = os::makePrivateFolder(m_folder); !made) return fail(made.error());
  fs::path file = fileOf(golden.sha256, golden.bundleSha256);
  if (auto written = writePrivateFileAtomically(file, formatSiteGolden(golden)); !written) return fail(written.error());
  return file;
}

}  // namespace snitt

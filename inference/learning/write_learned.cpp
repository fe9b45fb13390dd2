#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/os/os.h"
#include "core/training/bundle_leaks.h"
#include "core/training/sealed_record.h"
#include "inference/learning/learning.h"

namespace snitt {
namespace {

// A folder that is removed unless it was renamed.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::filesystem::path path) : m_path(std::move(path)) { clear(); }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { clear(); }
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  void clear() const {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  std::filesystem::path m_path;
};

}  // namespace

Result<void> writeLearned(LearnedBundle learned, const std::filesystem::path& out, std::string_view password) {
  const std::filesystem::path target = out / "bundle";
  const TemporaryFolder made(temporaryBeside(target));
  if (auto written = writeBundle(made.path(), learned.manifest, learned.files); !written) return written;
  const auto bundle = loadBundle(made.path());
  if (!bundle) return failIn("the bundle that was made", bundle.error());
  const auto files = training::filesBelow(made.path());
  if (!files) return fail(files.error());
  if (auto clean = training::refuseBundleLeaks(*files, training::forbiddenTexts(learned.record)); !clean) return clean;

  std::error_code ignored;
  const bool isThere = std::filesystem::exists(target, ignored);
  if (isThere) {
    const auto there = readFile(target / "manifest.toml");
    if (!there || *there != files->at("manifest.toml"))
      return fail(ErrorKind::usage, fmt::format("{} holds another bundle; name another folder", target.string()));
  }
  learned.record.bundleSha256 = bundle->sha256;
  if (auto sealed = training::writeSealed(out / "training-record.json", learned.record, password); !sealed)
    return sealed;
  if (isThere) return {};
  return os::renameSynced(made.path(), target);
}

}  // namespace snitt

// Golden slides that a site chose: slides of its own with the scores that a bundle gave them here. One JSON file each
// ("format": "snitt-site-golden/1") in a folder of the user's data; the slide itself is never copied or touched.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/golden/golden_check.h"
#include "core/result.h"

namespace snitt {

struct SiteGolden {
  std::string slide;          // absolute path
  std::string sha256;         // of its contents
  std::optional<double> mpp;  // --mpp and --mpp-reason
  std::string mppReason;
  std::vector<Fact> facts;   // --fact
  std::string outsideScope;  // the reason given, empty without
  std::string bundleId;
  std::string bundleVersion;
  std::string bundleSha256;
  GoldenScores scores;
  NumericPath path;
  std::string software;
  std::string added;  // ISO 8601, UTC
  std::string addedBy;
};

[[nodiscard]] std::string formatSiteGolden(const SiteGolden& golden);
// Errors: corrupt (the key is named), unsupported (a newer version).
[[nodiscard]] Result<SiteGolden> parseSiteGolden(std::string_view json);

// All golden slides of a site. Nothing is kept in memory: each call looks at the folder. One that does not exist holds
// none.
class SiteGoldenFolder {
 public:
  explicit SiteGoldenFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  struct Entry {
    std::filesystem::path file;
    Result<SiteGolden> golden;  // what could not be read fails by itself
  };
  // Sorted by file name. Error: io where the folder cannot be listed.
  [[nodiscard]] Result<std::vector<Entry>> list() const;

  // Usage error where this slide is golden already for this bundle; `slide` is what to call it.
  [[nodiscard]] Result<void> checkNew(const std::filesystem::path& slide, const std::string& slideSha256,
                                      const std::string& bundleSha256) const;

  // Writes its file, whole or not at all, readable by its owner alone: paths often name a patient. Errors: those of
  // checkNew, io.
  [[nodiscard]] Result<std::filesystem::path> add(const SiteGolden& golden) const;

 private:
  [[nodiscard]] std::filesystem::path fileOf(const std::string& slideSha256, const std::string& bundleSha256) const;

  std::filesystem::path m_folder;
};

}  // namespace snitt

// Searches a bundle for what must stay at the site: every byte of every file. Pure functions; one pass a file, whatever
// the number of patients.
//
// Searched for: ids and names of slides, in any case of letters, alone or inside of longer runs as long as they stand
// for themselves (not between other letters and digits); paths; hashes of slides and of ids (MD5, SHA-1, SHA-256,
// SHA-512, BLAKE2s; as bytes, hexadecimal or Base64); image fingerprints (hexadecimal, decimal or bytes); anything
// that looks like a date or like an absolute path.
//
// Texts of fewer than four characters, and numbers of fewer than six digits, cannot be told from the numbers of a curve
// and are looked for as hashes alone; those of fewer than eight characters, in printable text alone (at least 16
// printable bytes in a row), since weights hold any four bytes somewhere.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/training/training_record.h"

namespace snitt::training {

struct ForbiddenTexts {
  std::vector<std::string> ids;     // patients, accessions
  std::vector<std::string> names;   // of slides, with and without ending
  std::vector<std::string> paths;   // files and their folders
  std::vector<std::string> hashes;  // hexadecimal: slides' SHA-256, fingerprints
  std::vector<std::uint64_t> imageFingerprints;
};

// What the record of a training holds of these.
[[nodiscard]] ForbiddenTexts forbiddenTexts(const TrainingRecord& record);

struct BundleLeak {
  std::string file;
  std::size_t offset = 0;  // bytes
  std::string what;        // `the patient "P-17"`, `the SHA-256 of the patient "P-17"`, `a date ("2020-01-31")`
};

// `files`: contents by path within the bundle, the manifest and the signature too; the paths themselves are searched as
// well (as the file "(names of files)"). At most `most` of them, in order of file and place.
[[nodiscard]] std::vector<BundleLeak> findBundleLeaks(const std::map<std::string, std::string>& files,
                                                      const ForbiddenTexts& forbidden, std::size_t most = 20);

// Contents of all files below a folder, such as a bundle's, by relative path. Errors: those of reading.
[[nodiscard]] Result<std::map<std::string, std::string>> filesBelow(const std::filesystem::path& folder);

// Refused (kind refused), naming file and find, where there is any.
[[nodiscard]] Result<void> refuseBundleLeaks(const std::map<std::string, std::string>& files,
                                             const ForbiddenTexts& forbidden);

}  // namespace snitt::training

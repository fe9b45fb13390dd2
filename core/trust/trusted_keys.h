// The public keys that this installation trusts: a folder with one JSON file a key (format snitt-trusted-key/1), named
// by its fingerprint. Who may write into that folder decides what code runs.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/trust/signing_key.h"

namespace snitt {

struct TrustedKey {
  std::string name;   // unique in the folder
  std::string added;  // ISO 8601, UTC
  std::string fingerprint;
};

// Nothing is kept in memory: each call looks at the folder. One that does not exist holds no keys.
class TrustedKeys {
 public:
  // The user's own, `trusted-keys` in the user's data folder.
  TrustedKeys();
  explicit TrustedKeys(std::filesystem::path folder) : m_folder(std::move(folder)) {}

  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

  // Sorted by name. A file that cannot be read as a key is an error that names it: the list would be wrong without it.
  [[nodiscard]] Result<std::vector<TrustedKey>> list() const;
  [[nodiscard]] Result<std::optional<TrustedKey>> find(const PublicKey& key) const;

  // Usage errors: a name that another key has, or that is empty, longer than 64 bytes or not printable. A key that is
  // there already gets the name given now.
  [[nodiscard]] Result<TrustedKey> add(const PublicKey& key, const std::string& name) const;

  // By name, by fingerprint or by the first 8 or more digits of one. Usage error where no key or several are meant.
  [[nodiscard]] Result<TrustedKey> remove(const std::string& nameOrFingerprint) const;

 private:
  [[nodiscard]] std::filesystem::path fileOf(const std::string& fingerprint) const;

  std::filesystem::path m_folder;
};

}  // namespace snitt

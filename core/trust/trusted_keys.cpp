#include "core/trust/trusted_keys.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view formatText = "snitt-trusted-key/1";
constexpr std::string_view ending = ".json";
constexpr std::size_t leastDigits = 8;

tl::unexpected<Error> damaged(const fs::path& file, const std::string& what) {
  return fail(ErrorKind::corrupt, "the trusted key " + file.string() + " cannot be used: " + what +
                                      "; remove the file and trust the key again");
}

Result<TrustedKey> readKey(const fs::path& file) {
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  const auto json = parseJson(*text);
  if (!json) return damaged(file, json.error().message);
  if (!json->is_object()) return damaged(file, "it is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  const std::string format = in.text("format");
  TrustedKey key;
  key.name = in.text("name");
  key.added = in.text("added");
  const std::string pem = in.text("publicKey");
  if (error) return damaged(file, error->message);
  if (format != formatText) return damaged(file, "its format is \"" + format + "\"");
  const auto known = PublicKey::fromPem(pem);
  if (!known) return damaged(file, known.error().message);
  key.fingerprint = known->fingerprint();
  // A key under another's name would be found, or missed, for the wrong reason.
  if (file.stem() != key.fingerprint) return damaged(file, "it is not named after its key's fingerprint");
  return key;
}

Result<void> checkName(const std::string& name) {
  const bool blank = name.find_first_not_of(" \t") == std::string::npos;
  const bool printable = std::ranges::none_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
  if (!blank && printable && name.size() <= 64) return {};
  return fail(ErrorKind::usage, "a key's name must be printable, not blank and at most 64 bytes long; give --name");
}

}  // namespace

TrustedKeys::TrustedKeys() {
  if (const fs::path data = os::dataFolder(); !data.empty()) m_folder = data / "trusted-keys";
}

fs::path TrustedKeys::fileOf(const std::string& fingerprint) const {
  return m_folder / (fingerprint + std::string(ending));
}

Result<std::vector<TrustedKey>> TrustedKeys::list() const {
  std::vector<TrustedKey> keys;
  std::error_code error;
  if (m_folder.empty() || !fs::exists(m_folder, error)) {
    if (!error) return keys;
    return fail(ErrorKind::io, "the trusted keys in " + m_folder.string() + " could not be listed: " + error.message());
  }
  fs::directory_iterator entry(m_folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    // What an interrupted write left behind is no key.
    if (entry->path().filename().string().starts_with('.')) continue;
    auto key = readKey(entry->path());
    if (!key) return fail(key.error());
    keys.push_back(std::move(*key));
  }
  if (error)
    return fail(ErrorKind::io, "the trusted keys in " + m_folder.string() + " could not be listed: " + error.message());
  std::ranges::sort(keys, {}, &TrustedKey::name);
  return keys;
}

Result<std::optional<TrustedKey>> TrustedKeys::find(const PublicKey& key) const {
  if (m_folder.empty()) return std::nullopt;
  const fs::path file = fileOf(key.fingerprint());
  std::error_code error;
  if (!fs::exists(fs::symlink_status(file, error))) return std::nullopt;
  auto found = readKey(file);
  if (!found) return fail(found.error());
  return std::move(*found);
}

Result<TrustedKey> TrustedKeys::add(const PublicKey& key, const std::string& name) const {
  if (m_folder.empty())
    return fail(ErrorKind::io, "this account has no folder for trusted keys: set XDG_DATA_HOME or HOME");
  if (auto sound = checkName(name); !sound) return fail(sound.error());
  const auto keys = list();
  if (!keys) return fail(keys.error());
  const TrustedKey added{name, utcNow(), key.fingerprint()};
  for (const TrustedKey& one : *keys)
    if (one.name == name && one.fingerprint != added.fingerprint)
      return fail(ErrorKind::usage, "another trusted key is called \"" + name + "\"; give this one its own --name");
  std::error_code error;
  fs::create_directories(m_folder, error);
  if (error) return fail(ErrorKind::io, "could not make the folder " + m_folder.string() + ": " + error.message());
  JsonWriter out;
  out.openObject();
  out.key("format").text(formatText);
  out.key("name").text(added.name);
  out.key("added").text(added.added);
  out.key("publicKey").text(key.pem());
  out.close();
  if (auto written = writeFileAtomically(fileOf(added.fingerprint), out.take()); !written) return fail(written.error());
  return added;
}

Result<TrustedKey> TrustedKeys::remove(const std::string& nameOrFingerprint) const {
  const auto keys = list();
  if (!keys) return fail(keys.error());
  std::vector<TrustedKey> meant;
  for (const TrustedKey& one : *keys)
    if (one.name == nameOrFingerprint ||
        (nameOrFingerprint.size() >= leastDigits && one.fingerprint.starts_with(nameOrFingerprint)))
      meant.push_back(one);
  if (meant.empty()) return fail(ErrorKind::usage, "no trusted key is called \"" + nameOrFingerprint + "\"");
  if (meant.size() > 1)
    return fail(ErrorKind::usage,
                "\"" + nameOrFingerprint + "\" means several trusted keys; give more of the fingerprint");
  std::error_code error;
  fs::remove(fileOf(meant.front().fingerprint), error);
  if (error)
    return fail(ErrorKind::io,
                "could not remove " + fileOf(meant.front().fingerprint).string() + ": " + error.message());
  return meant.front();
}

}  // namespace snitt

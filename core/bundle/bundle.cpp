#include "core/bundle/bundle.h"

#include <set>

#include "core/atomic_file.h"
#include "core/sha256.h"

namespace snitt {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view manifestName = "manifest.toml";
// A manifest of a hundred members has some 40 kB.
constexpr std::uintmax_t mostManifestBytes = 4'000'000;
constexpr std::uintmax_t mostSignatureBytes = 100'000;

tl::unexpected<Error> unusable(std::string message) { return fail(ErrorKind::model, std::move(message)); }

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string pathText(const fs::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

// What a listed name stands for must be an ordinary file inside the folder, whatever links it goes through: reading a
// pipe would hang, and a link out of the folder makes the bundle depend on what is not part of it.
Result<fs::path> fileInside(const fs::path& realFolder, const std::string& name) {
  std::error_code error;
  const fs::path file = realFolder / fs::path(std::u8string(name.begin(), name.end()));
  const fs::path real = fs::canonical(file, error);
  if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory)
    return unusable("the file \"" + name + "\" is missing");
  if (error) return fail(ErrorKind::io, "the file \"" + name + "\" could not be found: " + error.message());
  const fs::path relative = real.lexically_relative(realFolder);
  if (relative.empty() || *relative.begin() == "..")
    return unusable("the file \"" + name + "\" is a link that leaves the bundle's folder");
  if (!fs::is_regular_file(real, error)) return unusable("\"" + name + "\" is no ordinary file");
  return real;
}

bool isThere(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() != fs::file_type::not_found;
}

Result<std::string> readSmall(const fs::path& realFolder, std::string_view name, std::uintmax_t mostBytes) {
  const auto file = fileInside(realFolder, std::string(name));
  if (!file) return fail(file.error());
  std::error_code error;
  const std::uintmax_t size = fs::file_size(*file, error);
  if (!error && size > mostBytes)
    return unusable(std::string(name) + " has " + std::to_string(size) + " bytes, far too many for such a file");
  return readFile(*file);
}

Result<std::string> readManifest(const fs::path& realFolder) {
  if (!isThere(realFolder / manifestName)) return fail(ErrorKind::notFound, "there is no manifest.toml in it");
  return readSmall(realFolder, manifestName, mostManifestBytes);
}

Result<SignatureCheck> signatureOf(const fs::path& realFolder, const std::string& manifestSha256,
                                   const TrustedKeys& keys) {
  if (!isThere(realFolder / signatureFileName)) return SignatureCheck{};
  const auto text = readSmall(realFolder, signatureFileName, mostSignatureBytes);
  if (!text) return fail(text.error());
  return checkSignature(*text, {{std::string(manifestName), manifestSha256}}, keys);
}

// An unlisted file could be mistaken for a part of the bundle, and nobody would vouch for it.
Result<void> refuseUnlisted(const fs::path& realFolder, const Manifest& manifest) {
  std::error_code error;
  fs::recursive_directory_iterator entry(realFolder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (entry->symlink_status(ignored).type() == fs::file_type::directory) continue;
    const std::string name = pathText(entry->path().lexically_relative(realFolder));
    if (name != manifestName && name != signatureFileName && !manifest.files.contains(name))
      return unusable("the file \"" + name + "\" is not listed in the manifest");
  }
  if (error) return fail(ErrorKind::io, "its files could not be listed: " + error.message());
  return {};
}

struct NetworkFiles {
  std::set<std::string> tensors;
  std::set<std::string> scripts;
};

NetworkFiles networkFiles(const Manifest& manifest) {
  NetworkFiles files;
  for (const NetworkSpec* network : manifest.networks()) {
    (network->isScript() ? files.scripts : files.tensors).insert(network->file);
    if (!network->headFile.empty()) files.tensors.insert(network->headFile);
  }
  return files;
}

Result<std::string> readListed(const fs::path& realFolder, const std::string& name, const std::string& sha256) {
  const auto file = fileInside(realFolder, name);
  if (!file) return fail(file.error());
  auto bytes = readFile(*file);
  if (bytes && sha256Of(*bytes) != sha256)
    return unusable("the file \"" + name + "\" has changed: its SHA-256 is not the one in the manifest");
  return bytes;
}

Result<void> readFiles(const fs::path& realFolder, Bundle& bundle) {
  const NetworkFiles networks = networkFiles(bundle.manifest);
  for (const auto& [name, sha256] : bundle.manifest.files) {
    auto bytes = readListed(realFolder, name, sha256);
    if (!bytes) return fail(bytes.error());
    if (name == bundle.manifest.card) {
      if (isBlank(*bytes)) return unusable("the model card \"" + name + "\" is empty");
      bundle.card = *bytes;
    }
    if (networks.scripts.contains(name)) {
      CodeFile script(name, std::move(*bytes));
      script.allow(bundle.signature, bundle.untrustedAllowed);
      bundle.scripts.emplace(name, std::move(script));
      continue;
    }
    if (!networks.tensors.contains(name)) continue;
    auto network = SafetensorsFile::parse(std::move(*bytes));
    if (!network) return unusable("the network \"" + name + "\" cannot be read: " + network.error().message);
    bundle.networks.emplace(name, std::move(*network));
  }
  return {};
}

// Without rules no signature is looked at, and no script may run.
Result<Bundle> load(const fs::path& folder, const TrustRules* rules) {
  std::error_code error;
  const fs::path realFolder = fs::canonical(folder, error);
  if (error || !fs::is_directory(realFolder, error)) return fail(ErrorKind::notFound, "there is no such folder");
  const auto text = readManifest(realFolder);
  if (!text) return fail(text.error());
  Bundle bundle;
  bundle.folder = folder;
  bundle.sha256 = sha256Of(*text);
  if (rules != nullptr) {
    auto signature = signatureOf(realFolder, bundle.sha256, rules->keys);
    if (!signature) return fail(signature.error());
    bundle.signature = std::move(*signature);
    bundle.untrustedAllowed = rules->untrustedAllowed;
  }
  auto manifest = parseManifest(*text);
  if (!manifest) return failIn(manifestName, manifest.error());
  bundle.manifest = std::move(*manifest);
  bundle.parts = partHashes(bundle.manifest);
  if (auto listed = refuseUnlisted(realFolder, bundle.manifest); !listed) return fail(listed.error());
  if (auto read = readFiles(realFolder, bundle); !read) return fail(read.error());
  return bundle;
}

}  // namespace

std::vector<UntrustedCode> Bundle::untrustedCode() const {
  std::vector<UntrustedCode> untrusted;
  for (const auto& [name, script] : scripts)
    if (script.runsUntrusted()) untrusted.push_back({name, script.sha256()});
  return untrusted;
}

Result<Bundle> loadBundle(const fs::path& folder, const TrustRules& rules) {
  auto bundle = load(folder, &rules);
  if (!bundle) return failIn("bundle " + pathText(folder), bundle.error());
  return bundle;
}

Result<Bundle> loadBundleToSign(const fs::path& folder) {
  auto bundle = load(folder, nullptr);
  if (!bundle) return failIn("bundle " + pathText(folder), bundle.error());
  return bundle;
}

}  // namespace snitt

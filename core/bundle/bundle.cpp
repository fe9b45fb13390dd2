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

Result<std::string> readManifest(const fs::path& realFolder) {
  std::error_code error;
  if (fs::symlink_status(realFolder / manifestName, error).type() == fs::file_type::not_found)
    return fail(ErrorKind::notFound, "there is no manifest.toml in it");
  const auto file = fileInside(realFolder, std::string(manifestName));
  if (!file) return fail(file.error());
  const std::uintmax_t size = fs::file_size(*file, error);
  if (!error && size > mostManifestBytes)
    return unusable("manifest.toml has " + std::to_string(size) + " bytes, far too many for a manifest");
  return readFile(*file);
}

// An unlisted file could be mistaken for a part of the bundle, and nobody would vouch for it.
Result<void> refuseUnlisted(const fs::path& realFolder, const Manifest& manifest) {
  std::error_code error;
  fs::recursive_directory_iterator entry(realFolder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code ignored;
    if (entry->symlink_status(ignored).type() == fs::file_type::directory) continue;
    const std::string name = pathText(entry->path().lexically_relative(realFolder));
    if (name != manifestName && !manifest.files.contains(name))
      return unusable("the file \"" + name + "\" is not listed in the manifest");
  }
  if (error) return fail(ErrorKind::io, "its files could not be listed: " + error.message());
  return {};
}

std::set<std::string> networkFiles(const Manifest& manifest) {
  std::set<std::string> files;
  if (manifest.segmentation.useNetwork) files.insert(manifest.segmentation.network.file);
  for (const ResolutionSpec& resolution : manifest.resolutions)
    for (const MemberSpec& member : resolution.members) files.insert(member.network.file);
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
  const std::set<std::string> networks = networkFiles(bundle.manifest);
  for (const auto& [name, sha256] : bundle.manifest.files) {
    auto bytes = readListed(realFolder, name, sha256);
    if (!bytes) return fail(bytes.error());
    if (name == bundle.manifest.card) {
      if (isBlank(*bytes)) return unusable("the model card \"" + name + "\" is empty");
      bundle.card = *bytes;
    }
    if (!networks.contains(name)) continue;
    auto network = SafetensorsFile::parse(std::move(*bytes));
    if (!network) return unusable("the network \"" + name + "\" cannot be read: " + network.error().message);
    bundle.networks.emplace(name, std::move(*network));
  }
  return {};
}

Result<Bundle> load(const fs::path& folder) {
  std::error_code error;
  const fs::path realFolder = fs::canonical(folder, error);
  if (error || !fs::is_directory(realFolder, error)) return fail(ErrorKind::notFound, "there is no such folder");
  const auto text = readManifest(realFolder);
  if (!text) return fail(text.error());
  auto manifest = parseManifest(*text);
  if (!manifest) return failIn(manifestName, manifest.error());

  Bundle bundle;
  bundle.folder = folder;
  bundle.manifest = std::move(*manifest);
  bundle.sha256 = sha256Of(*text);
  bundle.parts = partHashes(bundle.manifest);
  if (auto listed = refuseUnlisted(realFolder, bundle.manifest); !listed) return fail(listed.error());
  if (auto read = readFiles(realFolder, bundle); !read) return fail(read.error());
  return bundle;
}

}  // namespace

Result<Bundle> loadBundle(const fs::path& folder) {
  auto bundle = load(folder);
  if (!bundle) return failIn("bundle " + pathText(folder), bundle.error());
  return bundle;
}

}  // namespace snitt

#include <set>

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/os/os.h"
#include "core/sha256.h"
#include "core/trust/signature.h"

namespace snitt {
namespace fs = std::filesystem;
namespace {

// "a/b/" and "a/b" are one folder; only the latter has a name beside which something can be put.
fs::path withoutSlash(const fs::path& folder) {
  const fs::path plain = folder.lexically_normal();
  return plain.has_filename() ? plain : plain.parent_path();
}

Result<void> makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(ErrorKind::io, "the folder " + folder.string() + " could not be made: " + error.message());
  return {};
}

Result<void> checkTarget(const fs::path& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::directory) return fail(ErrorKind::usage, "it exists and is no folder");
  if (!fs::is_empty(folder, error) || error) return fail(ErrorKind::usage, "the folder exists and is not empty");
  return {};
}

// The text of a manifest that a later loadBundle accepts.
Result<std::string> manifestText(Manifest& manifest, const std::map<std::string, std::string>& files) {
  manifest.files.clear();
  for (const auto& [name, contents] : files) manifest.files.emplace(name, sha256Of(contents));
  std::string text = formatManifest(manifest);
  if (const auto read = parseManifest(text); !read) return failIn("manifest.toml", read.error());
  if (files.at(manifest.card).find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorKind::model, "the model card \"" + manifest.card + "\" is empty");
  return text;
}

Result<void> fill(const fs::path& folder, const std::string& manifest,
                  const std::map<std::string, std::string>& files) {
  std::set<fs::path> folders{folder};
  if (auto made = makeFolder(folder); !made) return made;
  for (const auto& [name, contents] : files) {
    const fs::path file = folder / fs::path(std::u8string(name.begin(), name.end()));
    for (fs::path parent = file.parent_path(); folders.insert(parent).second;) parent = parent.parent_path();
    if (auto made = makeFolder(file.parent_path()); !made) return made;
    if (auto written = os::writeSynced(file, contents); !written) return written;
  }
  if (auto written = os::writeSynced(folder / "manifest.toml", manifest); !written) return written;
  // The names in a folder are synced apart from the files; some network file systems refuse that, and then the files'
  // own sync is all there is.
  for (const fs::path& written : folders) (void)os::syncFile(written);
  return {};
}

}  // namespace

Result<void> writeBundle(const fs::path& folder, Manifest manifest, const std::map<std::string, std::string>& files) {
  const fs::path target = withoutSlash(folder);
  const std::string context = "bundle " + target.string();
  if (auto free = checkTarget(target); !free) return failIn(context, free.error());
  const auto text = manifestText(manifest, files);
  if (!text) return failIn(context, text.error());
  if (target.has_parent_path())
    if (auto made = makeFolder(target.parent_path()); !made) return made;

  const os::WritingGuard guard;
  const fs::path temporary = temporaryBeside(target);
  // Renaming onto an empty folder replaces it in one step.
  auto done = fill(temporary, *text, files).and_then([&] { return os::renameSynced(temporary, target); });
  if (!done) {
    std::error_code ignored;
    fs::remove_all(temporary, ignored);
  }
  return done;
}

Result<void> checkReplaceable(const fs::path& folder) {
  const std::string context = "bundle " + withoutSlash(folder).string();
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(folder / signatureFileName, ignored)))
    return failIn(context, {ErrorKind::refused,
                            "it is signed, and the signature covers the manifest as it is: remove signature.json, and "
                            "sign the bundle again afterwards"});
  if (!os::isWritableFolder(folder)) return failIn(context, {ErrorKind::io, "the folder cannot be written to"});
  return {};
}

Result<void> replaceManifest(const fs::path& folder, const Manifest& manifest) {
  if (auto free = checkReplaceable(folder); !free) return free;
  const std::string context = "bundle " + withoutSlash(folder).string();
  const std::string text = formatManifest(manifest);
  if (const auto read = parseManifest(text); !read) return failIn(context + ": manifest.toml", read.error());
  if (auto written = writeFileAtomically(folder / "manifest.toml", text); !written)
    return failIn(context, written.error());
  return {};
}

}  // namespace snitt

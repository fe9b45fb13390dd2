#include "app/snitt/watch_tray.h"

#include <algorithm>
#include <utility>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/os/rename_new.h"
#include "core/sha256.h"
#include "core/text/identity.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;

fs::path reasonOf(const fs::path& place) { return place.string() + ".reason.txt"; }

// "a.hl7", "a.hl7-2", "a.hl7-3" …
fs::path numbered(const fs::path& folder, const std::string& name, int n) {
  return folder / (n == 1 ? name : name + "-" + std::to_string(n));
}

bool isThere(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// Errors name the folder, which tells a person what to do; names of files may name patients.
Error inFolder(const fs::path& folder, const std::string& why) {
  return {ErrorKind::io, "nothing can be put into " + folder.string() + ": " + why};
}

// What the system said of a file in the folder, without its name.
Error onFile(const fs::path& file, std::string why) {
  const std::string name = file.string();
  for (std::size_t at = why.find(name); at != std::string::npos; at = why.find(name))
    why.replace(at, name.size(), "it");
  return inFolder(file.parent_path(), why);
}

Result<void> makeFolder(const fs::path& folder) {
  if (auto made = os::makePrivateFolder(folder); !made) return fail(inFolder(folder, made.error().message));
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return fail(inFolder(folder, "it is no folder"));
  return {};
}

Result<void> removeFile(const fs::path& file) {
  std::error_code error;
  fs::remove(file, error);
  if (error) return fail(ErrorKind::io, "a message cannot be removed from the tray: " + error.message());
  return os::syncFolder(file.parent_path());
}

// The same name, time and contents: the copy that was made before the power went.
bool isCopyOf(const fs::path& place, const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(place, error) || fs::file_size(place, error) != fs::file_size(file, error)) return false;
  if (fs::last_write_time(place, error) != fs::last_write_time(file, error) || error) return false;
  const auto one = readFile(place);
  const auto other = readFile(file);
  return one && other && *one == *other;
}

}  // namespace

MessageTray::MessageTray(const fs::path& messages, std::string_view of, std::function<void()> afterStep)
    : m_tray(messages / (".snitt-" + sha256Of(of).substr(0, 16))), m_afterStep(std::move(afterStep)) {}

Result<TakenFile> MessageTray::take(const fs::path& file) {
  TakenFile taken{{}, randomUuid(), false};
  const fs::path own = m_tray / taken.id;
  const auto failed = [&](const std::string& why) {
    std::error_code ignored;
    fs::remove(own, ignored);
    return fail(ErrorKind::io, "messages cannot be taken out of " + file.parent_path().string() + ": " + why);
  };
  if (auto made = os::makePrivateFolder(own); !made) return failed(made.error().message);
  step();
  taken.file = own / file.filename();
  std::error_code error;
  if (fs::is_symlink(file, error)) {
    // A link to somewhere beside it would lead nowhere from here.
    const auto bytes = readFile(file);
    if (!bytes) return failed(bytes.error().message);
    if (auto written = os::writeNewSynced(taken.file, *bytes, os::Readers::ownerAlone); !written)
      return failed(written.error().message);
    fs::last_write_time(taken.file, fs::last_write_time(file, error), error);
    fs::remove(file, error);
    if (error) return failed(error.message());
    return taken;
  }
  const auto renamed = os::renameNewSynced(file, taken.file);
  if (!renamed) return failed(renamed.error().message);
  if (*renamed != os::RenameOutcome::done) return failed("the tray in it lies on another file system");
  step();
  return taken;
}

std::vector<TakenFile> MessageTray::left() const {
  std::vector<TakenFile> files;
  std::error_code error;
  fs::directory_iterator folder(m_tray, error);
  for (const fs::directory_iterator end; !error && folder != end; folder.increment(error)) {
    std::error_code unknown;
    fs::directory_iterator file(folder->path(), unknown);
    if (unknown) continue;
    if (file == fs::directory_iterator())
      fs::remove(folder->path(), unknown);  // put away, or never filled
    else
      files.push_back({file->path(), folder->path().filename().string(), true});
  }
  if (files.empty()) fs::remove(m_tray, error);
  const auto time = [](const TakenFile& one) {
    std::error_code ignored;
    return std::pair(fs::last_write_time(one.file, ignored), one.file);
  };
  std::ranges::sort(files, {}, time);
  return files;
}

Result<void> MessageTray::putAway(const TakenFile& taken, const fs::path& folder) {
  if (folder.empty()) {
    if (auto removed = removeFile(taken.file); !removed) return removed;
    step();
    return forget(taken);
  }
  if (auto made = makeFolder(folder); !made) return made;
  const std::string name = taken.file.filename().string();
  for (int n = 1;; ++n) {
    const fs::path place = numbered(folder, name, n);
    if (isThere(place)) {
      if (!taken.found || !isCopyOf(place, taken.file)) continue;
      if (auto removed = removeFile(taken.file); !removed) return removed;
      step();
      return forget(taken);
    }
    if (isThere(reasonOf(place))) continue;
    const auto moved = moveTo(taken, place);
    if (!moved) return fail(moved.error());
    if (*moved) return forget(taken);
  }
}

Result<fs::path> MessageTray::placeWithReason(const TakenFile& taken, const fs::path& folder, const std::string& name,
                                              const std::string& reference, const std::string& reason) const {
  if (auto made = makeFolder(folder); !made) return fail(made.error());
  const std::string text = reason + "\nreference: " + reference + "\n";
  for (int n = 1;; ++n) {
    fs::path place = numbered(folder, name, n);
    if (isThere(reasonOf(place))) {
      if (!taken.found) continue;
      const auto known = readFile(reasonOf(place));
      if (known && known->ends_with("\nreference: " + reference + "\n")) return place;
      continue;
    }
    if (isThere(place)) continue;
    const auto written = os::writeNewSynced(reasonOf(place), text, os::Readers::ownerAndGroupOfFolder);
    if (!written && written.error().kind == ErrorKind::usage) continue;  // somebody was quicker
    if (!written) return fail(onFile(reasonOf(place), written.error().message));
    step();
    return place;
  }
}

Result<void> MessageTray::quarantine(const TakenFile& taken, const fs::path& folder, const std::string& reason) {
  const auto place = placeWithReason(taken, folder, taken.file.filename().string(), taken.id, reason);
  if (!place) return fail(place.error());
  if (isThere(*place)) {  // a copy, whole: the reason beside it is this file's
    if (auto removed = removeFile(taken.file); !removed) return removed;
    return forget(taken);
  }
  const auto moved = moveTo(taken, *place);
  if (!moved) return fail(moved.error());
  if (!*moved) return fail(inFolder(folder, "another program uses the same names"));
  return forget(taken);
}

Result<void> MessageTray::quarantinePart(const TakenFile& taken, const fs::path& folder, std::size_t number,
                                         const std::string& bytes, const std::string& reason) {
  const std::string part = std::to_string(number);
  const std::string name = taken.file.stem().string() + "-" + part + taken.file.extension().string();
  const auto place = placeWithReason(taken, folder, name, taken.id + "-" + part, reason);
  if (!place) return fail(place.error());
  if (isThere(*place)) return {};
  if (auto written = writePrivateFileAtomically(*place, bytes); !written)
    return fail(onFile(*place, written.error().message));
  step();
  return {};
}

// False: somebody has taken the name meanwhile.
Result<bool> MessageTray::moveTo(const TakenFile& taken, const fs::path& place) const {
  const auto renamed = os::renameNewSynced(taken.file, place);
  if (!renamed) return fail(inFolder(place.parent_path(), renamed.error().message));
  if (*renamed == os::RenameOutcome::otherFileSystem) return copyTo(taken, place);
  step();
  return *renamed == os::RenameOutcome::done;
}

Result<bool> MessageTray::copyTo(const TakenFile& taken, const fs::path& place) const {
  const fs::path copy = place.parent_path() / (".snitt-" + taken.id);
  const auto failed = [&](const std::string& why) { return fail(onFile(copy, why)); };
  std::error_code error;
  fs::remove(copy, error);  // of a try that was cut short
  const auto bytes = readFile(taken.file);
  if (!bytes) return fail(bytes.error());
  if (auto written = os::writeNewSynced(copy, *bytes, os::Readers::ownerAlone); !written)
    return failed(written.error().message);
  step();
  fs::last_write_time(copy, fs::last_write_time(taken.file, error), error);
  if (auto synced = os::syncFile(copy); !synced) return failed(synced.error().message);
  const auto readBack = readFile(copy);
  if (!readBack || *readBack != *bytes) return failed("what was written is not what is read back");
  const auto renamed = os::renameNewSynced(copy, place);
  if (!renamed) return failed(renamed.error().message);
  if (*renamed != os::RenameOutcome::done) {
    fs::remove(copy, error);
    return false;
  }
  step();
  if (auto removed = removeFile(taken.file); !removed) return fail(removed.error());
  step();
  return true;
}

Result<void> MessageTray::forget(const TakenFile& taken) const {
  std::error_code ignored;  // an empty folder that is left is removed at the next start
  fs::remove(m_tray / taken.id, ignored);
  fs::remove(m_tray, ignored);
  return {};
}

}  // namespace snitt::app

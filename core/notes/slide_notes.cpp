#include "core/notes/slide_notes.h"

#include <algorithm>
#include <map>

#include "core/atomic_file.h"
#include "core/notes/notes_check_p.h"
#include "core/os/os.h"

namespace snitt {
namespace fs = std::filesystem;

namespace {

constexpr std::chrono::milliseconds kLockWait{2000};

template <class Item>
std::map<std::string_view, const Item*> byId(const std::vector<Item>& items) {
  std::map<std::string_view, const Item*> found;
  for (const Item& item : items) found.emplace(item.id, &item);
  return found;
}

// The ids of `items` that `others` holds too, in their order.
template <class Item>
std::vector<std::string_view> sharedIds(const std::vector<Item>& items, const std::vector<Item>& others) {
  const auto known = byId(others);
  std::vector<std::string_view> ids;
  for (const Item& item : items)
    if (known.contains(item.id)) ids.push_back(item.id);
  return ids;
}

// A three-way merge by id. What we changed or deleted is as we have it; what we left alone is as the file has it. An
// item that we changed and another deleted stays: what somebody just wrote is not thrown away because another tidied
// up.
template <class Item>
std::vector<Item> merged(const std::vector<Item>& before, const std::vector<Item>& after,
                         const std::vector<Item>& disk) {
  const auto was = byId(before);
  const auto ours = byId(after);
  const auto theirs = byId(disk);
  const auto kept = [&](std::string_view id) -> const Item* {
    const auto our = ours.find(id);
    const auto their = theirs.find(id);
    const auto old = was.find(id);
    if (our == ours.end()) return old == was.end() ? their->second : nullptr;
    if (old == was.end() || *old->second != *our->second) return our->second;
    return their == theirs.end() ? nullptr : their->second;
  };
  // The order is ours where we changed it, else that of the file.
  const bool reordered = sharedIds(before, after) != sharedIds(after, before);
  const auto& first = reordered ? after : disk;
  const auto& second = reordered ? disk : after;
  const auto taken = byId(first);
  std::vector<Item> result;
  for (const auto* list : {&first, &second})
    for (const Item& item : *list) {
      if (list == &second && taken.contains(item.id)) continue;
      if (const Item* one = kept(item.id); one != nullptr) result.push_back(*one);
    }
  return result;
}

SlideNotes merged(const SlideNotes& before, const SlideNotes& after, const SlideNotes& disk) {
  SlideNotes notes;
  notes.bookmarks = merged(before.bookmarks, after.bookmarks, disk.bookmarks);
  notes.frames = merged(before.frames, after.frames, disk.frames);
  notes.rulers = merged(before.rulers, after.rulers, disk.rulers);
  notes.scale = after.scale != before.scale ? after.scale : disk.scale;
  return notes;
}

// A fingerprint becomes a file's name.
Result<fs::path> fileOf(const fs::path& folder, const std::string& fingerprint) {
  const bool plain = std::ranges::all_of(fingerprint, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
  if (!plain || fingerprint.empty() || fingerprint.size() > 128)
    return fail(ErrorKind::usage, "\"" + fingerprint + "\" is no fingerprint of a slide");
  return folder / (fingerprint + ".json");
}

Result<SlideNotes> readNotes(const fs::path& file) {
  const auto text = readFile(file);
  if (!text && text.error().kind == ErrorKind::notFound) return SlideNotes();
  if (!text) return fail(text.error());
  auto notes = parseNotes(*text);
  if (notes) return notes;
  return fail(notes.error().kind,
              "the notes in " + file.string() + " cannot be used and are left as they are: " + notes.error().message);
}

}  // namespace

Result<SlideNotes> SlideNotesStore::load(const std::string& fingerprint) const {
  const auto file = fileOf(m_folder, fingerprint);
  if (!file) return fail(file.error());
  if (m_folder.empty()) return SlideNotes();
  return readNotes(*file);
}

Result<SlideNotes> SlideNotesStore::save(const std::string& fingerprint, const SlideNotes& before,
                                         const SlideNotes& after) const {
  const auto file = fileOf(m_folder, fingerprint);
  if (!file) return fail(file.error());
  if (m_folder.empty()) return fail(ErrorKind::io, "this account has no folder for notes: set XDG_DATA_HOME or HOME");
  if (const auto sound = checkNotes(after, ErrorKind::usage); !sound) return failIn("not saved", sound.error());
  if (const auto made = os::makePrivateFolder(m_folder); !made) return failIn("notes not saved", made.error());
  // One lock for all slides: a save takes milliseconds, and a lock file a slide would double the folder.
  const auto lock = os::FileLock::acquire(m_folder / ".lock", kLockWait);
  if (!lock) return failIn("notes not saved", lock.error());
  const auto disk = readNotes(*file);
  if (!disk) return failIn("notes not saved", disk.error());
  const SlideNotes notes = merged(before, after, *disk);
  if (notes == *disk) return notes;
  const std::string text = formatNotes(notes);
  // Read back before it is written: letters that are no UTF-8 come out as the file has them.
  auto readBack = parseNotes(text);
  if (!readBack) return failIn("notes not saved", readBack.error());
  if (const auto written = writePrivateFileAtomically(*file, text); !written)
    return failIn("notes not saved", written.error());
  return readBack;
}

}  // namespace snitt

#include "core/drawing/drawing_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt {
namespace fs = std::filesystem;

namespace {

constexpr const char* kExtension = ".snitt";

// By this machine's clock, for people: "2026-11-26 14:03".
std::string minuteNow() {
  std::string now = localNow().substr(0, 16);
  now[10] = ' ';
  return now;
}

Result<void> checkFingerprint(const std::string& fingerprint) {
  const bool plain = std::ranges::all_of(fingerprint, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  });
  if (plain && !fingerprint.empty() && fingerprint.size() <= 128) return {};
  return fail(ErrorKind::usage, "\"" + fingerprint + "\" is no fingerprint of a slide");
}

// Only what is known not to be there counts as missing: a disk that fails, a share that is away or a link that leads
// nowhere must not become an empty drawing.
Result<bool> isThere(const fs::path& path) {
  if (path.empty()) return false;
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return false;
  if (error) return fail(ErrorKind::io, path.string() + " cannot be looked at: " + error.message());
  return true;
}

// A drawing's own file knows a slide by its fingerprint and nothing of patients or people: no key belongs to it, and it
// may be handed on as it is. So it keeps the schema of before there were any.
const std::vector<Migration>& drawingMigrations() {
  constexpr std::ptrdiff_t drawings = 2;
  static const std::vector<Migration> first(builtInMigrations().begin(), builtInMigrations().begin() + drawings);
  return first;
}

StoreOptions databaseOptions(const DrawingPlaces& places) {
  StoreOptions options;
  options.software = places.software;
  options.signedIn = places.signedIn;
  options.vfs = places.vfs;
  return options;
}

StoreOptions fileOptions(const DrawingPlaces& places) {
  StoreOptions options = databaseOptions(places);
  options.makeIfMissing = true;
  options.migrations = &drawingMigrations();
  return options;
}

fs::path projectFile(const std::string& fingerprint, const DrawingPlaces& places) {
  return places.folder / (fingerprint + kExtension);
}

// The database where it knows the slide.
Result<std::optional<Store>> databaseOf(const std::string& fingerprint, const DrawingPlaces& places) {
  const auto there = isThere(places.database);
  if (!there) return fail(there.error());
  if (!*there) return std::nullopt;
  auto store = Store::open(places.database, databaseOptions(places));
  if (!store) return fail(store.error());
  const auto known = store->knowsSlide(fingerprint);
  if (!known) return fail(known.error());
  if (!*known) return std::nullopt;
  return std::optional<Store>(std::move(*store));
}

// Of a file that is there. One that is empty was about to be made when its program ended, and holds nothing.
Result<std::vector<PlacedAnnotation>> readFrom(const fs::path& file, const std::string& fingerprint,
                                               const DrawingPlaces& places) {
  auto store = Store::open(file, fileOptions(places));
  if (!store) return fail(store.error());
  return store->loadAnnotations(fingerprint);
}

std::vector<AnnotationRow> rowsOf(const std::vector<PlacedAnnotation>& annotations) {
  std::vector<AnnotationRow> rows;
  rows.reserve(annotations.size());
  for (const PlacedAnnotation& one : annotations) rows.push_back({one.annotation->id, one.annotation, one.place});
  return rows;
}

// A slide that the database has come to know since it was drawn on: what the project file holds goes there. Killed in
// between, it is done again, with the same end.
Result<void> moveIntoDatabase(Store& database, const std::string& fingerprint, const DrawingPlaces& places) {
  const fs::path project = projectFile(fingerprint, places);
  const fs::path moving = places.folder / (fingerprint + ".moving" + kExtension);
  const auto hasProject = isThere(project);
  const auto hasMoving = isThere(moving);
  if (!hasProject || !hasMoving) return fail(!hasProject ? hasProject.error() : hasMoving.error());
  if (!*hasProject && !*hasMoving) return {};
  if (*hasProject && !*hasMoving)
    if (auto renamed = os::renameSynced(project, moving); !renamed) return renamed;
  auto from = Store::open(moving, fileOptions(places));
  if (!from) return fail(from.error());
  const auto drawn = from->loadAnnotations(fingerprint);
  if (!drawn) return fail(drawn.error());
  const auto removed = from->removedAnnotations(fingerprint);
  if (!removed) return fail(removed.error());
  const auto there = database.loadAnnotations(fingerprint);
  if (!there) return fail(there.error());
  std::map<std::string, bool> known;
  std::size_t top = 0;
  for (const PlacedAnnotation& one : *there) {
    known[one.annotation->id] = true;
    top = std::max(top, one.place + 1);
  }
  std::vector<AnnotationRow> rows = rowsOf(*drawn);
  std::erase_if(rows, [&](const AnnotationRow& row) { return known.contains(row.id); });
  for (AnnotationRow& row : rows) row.place += top;
  for (const std::string& id : *removed)
    if (!known.contains(id)) rows.push_back({id, nullptr, 0});
  if (auto saved = database.saveAnnotations(fingerprint, rows); !saved) return saved;
  return os::renameSynced(moving, places.folder / fmt::format("{}.moved-{}{}", fingerprint, randomUuid(), kExtension));
}

}  // namespace

struct DrawingFile::Data {
  std::string fingerprint;
  DrawingPlaces places;
  Keeping keeping = Keeping::projectFile;
  std::vector<PlacedAnnotation> annotations;
  std::set<std::string> removed;
  std::string holder;
  std::vector<os::FileLock> locks;  // of the slide, or of the copy
  std::optional<Store> store;       // opened with the first save
  fs::path file;                    // that is written to
};

namespace {

// Both the account's own lock and the database's: a database may be made, or come to know the slide, while somebody
// draws into a project file. False, with the holder's name, where another has either.
template <class Data>
Result<bool> lockSlide(Data& data) {
  std::vector<fs::path> folders{data.places.folder / "locks"};
  const auto hasDatabase = isThere(data.places.database);
  if (!hasDatabase) return fail(hasDatabase.error());
  if (*hasDatabase) folders.push_back(fs::path(data.places.database).concat("-locks"));
  std::vector<os::FileLock> locks;
  for (const fs::path& folder : folders) {
    if (auto made = os::makePrivateFolder(folder); !made) return fail(made.error());
    auto lock = os::FileLock::tryAcquire(folder / (data.fingerprint + ".lock"));
    if (!lock) return fail(lock.error());
    const fs::path holder = folder / (data.fingerprint + ".holder");
    if (!*lock) {
      if (auto who = readFile(holder)) data.holder = *who;
      return false;
    }
    // For others to read; without it they are told less.
    (void)writeGroupFileAtomically(holder,
                                   fmt::format("{} on {}, since {}", data.places.account, os::hostName(), minuteNow()));
    locks.push_back(std::move(**lock));
  }
  data.locks = std::move(locks);
  return true;
}

}  // namespace

DrawingFile::DrawingFile(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
DrawingFile::DrawingFile(DrawingFile&&) noexcept = default;
DrawingFile& DrawingFile::operator=(DrawingFile&&) noexcept = default;
DrawingFile::~DrawingFile() = default;

const std::vector<PlacedAnnotation>& DrawingFile::annotations() const { return m_data->annotations; }
const std::set<std::string>& DrawingFile::removed() const { return m_data->removed; }
DrawingFile::Keeping DrawingFile::keeping() const { return m_data->keeping; }
const std::string& DrawingFile::holder() const { return m_data->holder; }

Result<DrawingFile> DrawingFile::open(const std::string& fingerprint, const DrawingPlaces& places) {
  if (auto sound = checkFingerprint(fingerprint); !sound) return fail(sound.error());
  if (places.folder.empty())
    return fail(ErrorKind::io, "this account has no folder for drawings: set XDG_DATA_HOME or HOME");
  auto data = std::make_unique<Data>();
  data->fingerprint = fingerprint;
  data->places = places;
  // Before anything is read: nothing may change between the two.
  const auto locked = lockSlide(*data);
  if (!locked) return fail(locked.error());
  const bool writes = *locked;
  auto database = databaseOf(fingerprint, places);
  if (!database) return fail(database.error());
  data->file = *database ? places.database : projectFile(fingerprint, places);
  data->keeping = !writes ? Keeping::copy : *database ? Keeping::database : Keeping::projectFile;
  if (*database && writes)
    if (auto moved = moveIntoDatabase(**database, fingerprint, places); !moved) return fail(moved.error());
  // Who may not write sees the same, wherever it lies.
  auto drawn = readDrawing(fingerprint, places);
  if (!drawn) return fail(drawn.error());
  data->annotations = std::move(drawn->annotations);
  data->removed = std::move(drawn->removed);
  if (!writes) data->file = places.folder / fmt::format("{}.copy-{}{}", fingerprint, randomUuid(), kExtension);
  return DrawingFile(std::move(data));
}

Result<void> DrawingFile::save(const std::vector<AnnotationRow>& rows, const std::vector<AnnotationRow>& all) {
  const bool begins = !m_data->store;
  if (begins) {
    const bool makes = m_data->keeping != Keeping::database;
    if (makes)
      if (auto made = os::makePrivateFolder(m_data->places.folder); !made) return made;
    if (m_data->keeping == Keeping::copy && m_data->locks.empty()) {
      auto lock = os::FileLock::tryAcquire(fs::path(m_data->file).concat(".lock"));
      if (!lock) return fail(lock.error());
      if (*lock) m_data->locks.push_back(std::move(**lock));
      if (auto told = writeGroupFileAtomically(fs::path(m_data->file).concat(".holder"), m_data->places.account); !told)
        return told;
    }
    auto store = Store::open(m_data->file, makes ? fileOptions(m_data->places) : databaseOptions(m_data->places));
    if (!store) return fail(store.error());
    m_data->store = std::move(*store);
  }
  auto saved =
      m_data->store->saveAnnotations(m_data->fingerprint, begins && m_data->keeping == Keeping::copy ? all : rows);
  // A copy that could not begin begins anew, with all of it.
  if (!saved && begins) m_data->store.reset();
  return saved;
}

std::vector<DrawingCopy> DrawingFile::copies() const {
  std::vector<DrawingCopy> found;
  if (m_data->keeping == Keeping::copy) return found;
  const std::string begin = m_data->fingerprint + ".copy-";
  std::error_code error;
  for (fs::directory_iterator at(m_data->places.folder, error), end; !error && at != end; at.increment(error)) {
    const fs::path file = at->path();
    if (file.extension() != kExtension || !file.filename().string().starts_with(begin)) continue;
    // One that was emptied again holds nothing that somebody would miss.
    const auto drawn = readFrom(file, m_data->fingerprint, m_data->places);
    if (drawn && drawn->empty()) continue;
    DrawingCopy copy{file, {}, {}};
    if (auto who = readFile(fs::path(file).concat(".holder"))) copy.account = *who;
    if (drawn)
      for (const PlacedAnnotation& one : *drawn)
        copy.saved = std::max({copy.saved, one.annotation->created, one.annotation->changed});
    found.push_back(std::move(copy));
  }
  std::ranges::sort(found, {}, [](const DrawingCopy& copy) { return std::pair(copy.saved, copy.file); });
  return found;
}

Result<std::vector<PlacedAnnotation>> DrawingFile::readCopy(const DrawingCopy& copy) const {
  const auto lock = os::FileLock::tryAcquire(fs::path(copy.file).concat(".lock"));
  if (!lock) return fail(lock.error());
  if (!*lock)
    return fail(ErrorKind::refused,
                fmt::format("{} still draws in this copy; it can be taken over once the slide is closed there",
                            copy.account.empty() ? "somebody" : copy.account));
  return readFrom(copy.file, m_data->fingerprint, m_data->places);
}

Result<void> DrawingFile::putAway(const DrawingCopy& copy) const {
  std::string name = copy.file.filename().string();
  name.replace(name.find(".copy-"), 6, ".taken-");
  return os::renameSynced(copy.file, copy.file.parent_path() / name);
}

Result<DrawnNow> readDrawing(const std::string& fingerprint, const DrawingPlaces& places) {
  if (auto sound = checkFingerprint(fingerprint); !sound) return fail(sound.error());
  auto database = databaseOf(fingerprint, places);
  if (!database) return fail(database.error());
  DrawnNow now;
  std::set<std::string> known;
  // What the database says of an id goes before what a project file said earlier.
  const auto add = [&](const Store& store) -> Result<void> {
    auto drawn = store.loadAnnotations(fingerprint);
    if (!drawn) return fail(drawn.error());
    auto removed = store.removedAnnotations(fingerprint);
    if (!removed) return fail(removed.error());
    std::size_t top = now.annotations.empty() ? 0 : now.annotations.back().place + 1;
    for (PlacedAnnotation& one : *drawn)
      if (known.insert(one.annotation->id).second)
        now.annotations.push_back({one.annotation, top == 0 ? one.place : top + one.place});
    for (const std::string& id : *removed)
      if (known.insert(id).second) now.removed.insert(id);
    return {};
  };
  if (*database)
    if (auto added = add(**database); !added) return fail(added.error());
  // Drawn before the database knew the slide, and not opened since.
  for (const char* ending : {"", ".moving"}) {
    const fs::path file = places.folder / (fingerprint + ending + kExtension);
    const auto there = places.folder.empty() ? Result<bool>(false) : isThere(file);
    if (!there) return fail(there.error());
    if (!*there) continue;
    auto store = Store::open(file, fileOptions(places));
    if (!store) return fail(store.error());
    if (auto added = add(*store); !added) return fail(added.error());
  }
  return now;
}

}  // namespace snitt

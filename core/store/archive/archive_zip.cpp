#include "core/store/archive/archive_zip_p.h"

#include <zip.h>

#include <cstdint>
#include <map>
#include <set>
#include <utility>

namespace snitt {

namespace {

// 1 January 1980, where the times of zip archives begin: year − 1980, month and day. Given as the archive holds it,
// since a time_t would become one by the machine's time zone.
constexpr std::uint16_t kNoDay = 0U << 9U | 1U << 5U | 1U;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

struct Free {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, Free>;

struct Close {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

tl::unexpected<Error> notMade(const std::string& why) { return fail(ErrorKind::io, "no archive was made: " + why); }

// `entry` must stay as it is until the archive is closed.
bool add(zip_t* archive, const ZipEntry& entry, const std::string& password) {
  zip_source_t* bytes = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
  if (bytes == nullptr) return false;
  const zip_int64_t index = zip_file_add(archive, entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
  if (index < 0) {
    zip_source_free(bytes);
    return false;
  }
  const auto place = static_cast<zip_uint64_t>(index);
  if (zip_file_set_dostime(archive, place, 0, kNoDay, 0) != 0) return false;
  if (entry.isStored && zip_set_file_compression(archive, place, ZIP_CM_STORE, 0) != 0) return false;
  return password.empty() || zip_file_set_encryption(archive, place, ZIP_EM_AES_256, password.c_str()) == 0;
}

Result<std::string> contentsOf(zip_source_t* source) {
  if (zip_source_open(source) != 0) return notMade(zip_error_strerror(zip_source_error(source)));
  std::string bytes;
  zip_stat_t state;
  zip_stat_init(&state);
  if (zip_source_stat(source, &state) != 0 || (state.valid & ZIP_STAT_SIZE) == 0) return notMade("its size is unknown");
  bytes.resize(state.size);
  const zip_int64_t read = zip_source_read(source, bytes.data(), bytes.size());
  zip_source_close(source);
  if (read != static_cast<zip_int64_t>(bytes.size())) return notMade("it could not be read back");
  if (bytes.size() > kMostArchiveBytes)
    return fail(ErrorKind::usage, "the case is too large for one archive: it would have more than 1 GiB");
  return bytes;
}

tl::unexpected<Error> damaged(const std::string& what) {
  return fail(ErrorKind::corrupt, "the archive is damaged: " + what);
}

}  // namespace

Result<std::string> zipOf(const std::vector<ZipEntry>& entries, const std::string& password) {
  std::uint64_t total = 0;
  for (const ZipEntry& entry : entries) {
    total += entry.bytes.size();
    if (entry.bytes.size() > kMostEntryBytes || total > kMostUnpackedBytes ||
        static_cast<std::int64_t>(entries.size()) > kMostEntries)
      return fail(ErrorKind::usage, "the case is too large for one archive: it would have more than 2 GiB unpacked");
  }
  zip_error_t error;
  zip_error_init(&error);
  const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
  if (!source) return notMade(zip_error_strerror(&error));
  Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
  if (!archive) return notMade(zip_error_strerror(&error));
  zip_source_keep(source.get());
  for (const ZipEntry& entry : entries)
    if (!add(archive.get(), entry, password)) return notMade(zip_strerror(archive.get()));
  if (zip_close(archive.get()) != 0) return notMade(zip_strerror(archive.get()));
  (void)archive.release();
  return contentsOf(source.get());
}

struct ZipReader::State {
  std::string bytes;
  Archive archive;
  std::map<std::string, zip_uint64_t> places;
  std::set<std::string> taken;
};

ZipReader::ZipReader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

Result<ZipReader> ZipReader::open(std::string bytes, std::string password) {
  auto state = std::make_unique<State>();
  state->bytes = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(state->bytes.data(), state->bytes.size(), 0, &error);
  if (source == nullptr) return damaged(zip_error_strerror(&error));
  state->archive.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error));
  if (!state->archive) {
    zip_source_free(source);
    return fail(ErrorKind::corrupt, "it is no zip archive, or was cut off");
  }
  if (!password.empty() && zip_set_default_password(state->archive.get(), password.c_str()) != 0)
    return damaged("its password cannot be set");
  const zip_int64_t count = zip_get_num_entries(state->archive.get(), 0);
  if (count > kMostEntries) return damaged("it holds more than a case has");
  std::uint64_t total = 0;
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t entry;
    zip_stat_init(&entry);
    const auto place = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(state->archive.get(), place, ZIP_FL_ENC_RAW, &entry) != 0 ||
        (entry.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE))
      return damaged("an entry has no name or size");
    // Each of them first: a sum of sizes that are made up runs over.
    if (entry.size > kMostEntryBytes) return damaged("an entry would be larger unpacked than anything of a case");
    total += entry.size;
    if (total > kMostUnpackedBytes) return damaged("it would be larger unpacked than a case can be");
    if (!state->places.emplace(entry.name, place).second) return damaged("two entries have one name");
  }
  return ZipReader(std::move(state));
}

bool ZipReader::has(const std::string& name) const { return m_state->places.contains(name); }

Result<std::string> ZipReader::read(const std::string& name, std::uint64_t mostBytes) {
  const auto found = m_state->places.find(name);
  if (found == m_state->places.end()) return damaged("it lacks " + name);
  zip_stat_t entry;
  zip_stat_init(&entry);
  if (zip_stat_index(m_state->archive.get(), found->second, 0, &entry) != 0) return damaged(name + " cannot be found");
  if (entry.size > mostBytes) return damaged(name + " is larger than it can be");
  const std::unique_ptr<zip_file_t, Close> file(zip_fopen_index(m_state->archive.get(), found->second, 0));
  if (!file) {
    const int code = zip_error_code_zip(zip_get_error(m_state->archive.get()));
    if (code == ZIP_ER_NOPASSWD)
      return fail(ErrorKind::refused, "the archive is protected by a password: name a file that holds it");
    if (code == ZIP_ER_WRONGPASSWD) return fail(ErrorKind::refused, "the password is not that of the archive");
    if (code == ZIP_ER_COMPNOTSUPP || code == ZIP_ER_ENCRNOTSUPP)
      return fail(ErrorKind::unsupported, "the archive is packed in a way that this program cannot read");
    return damaged(name + " cannot be read");
  }
  // One byte more than it says it has: there must be none.
  std::string bytes(entry.size + 1, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const zip_int64_t got = zip_fread(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0) return damaged(name + " does not read as it was written");
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
  }
  if (filled != entry.size) return damaged(name + " has another size than it says");
  bytes.resize(filled);
  m_state->taken.insert(name);
  return bytes;
}

std::int64_t ZipReader::unread() const {
  return static_cast<std::int64_t>(m_state->places.size() - m_state->taken.size());
}

}  // namespace snitt

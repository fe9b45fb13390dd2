#include "core/notes/accepted_cards.h"

#include <algorithm>

#include "core/atomic_file.h"
#include "core/json_reader_p.h"
#include "core/json_writer_p.h"
#include "core/notes/versioned_json_p.h"
#include "core/os/os.h"
#include "core/text/identity.h"

namespace snitt {

namespace {

constexpr std::string_view kFormat = "snitt-accepted-cards/1";
constexpr std::chrono::milliseconds kLockWait{2000};

struct Acceptance {
  std::string sha256;
  std::string name;
  std::string version;
  std::string person;
  std::string time;
};

Result<std::vector<Acceptance>> parse(std::string_view text) {
  const auto json = parseVersioned(text, kFormat);
  if (!json) return fail(json.error());
  std::optional<Error> error;
  JsonReader in(error, &*json, "");
  std::vector<Acceptance> list;
  for (JsonReader& one : in.objects("accepted"))
    list.push_back(
        {one.text("sha256"), one.text("name"), one.text("version"), one.text("person"), one.text("accepted")});
  if (error) return fail(*error);
  return list;
}

std::string format(const std::vector<Acceptance>& list) {
  JsonWriter out;
  out.openObject();
  out.key("format").text(kFormat);
  out.key("accepted").openArray();
  for (const Acceptance& one : list) {
    out.openObject();
    out.key("sha256").text(one.sha256);
    out.key("name").text(one.name);
    out.key("version").text(one.version);
    out.key("person").text(one.person);
    out.key("accepted").text(one.time);
    out.close();
  }
  out.close();
  out.close();
  return out.take();
}

Result<std::vector<Acceptance>> read(const std::filesystem::path& file) {
  const auto text = readFile(file);
  if (!text && text.error().kind == ErrorKind::notFound) return std::vector<Acceptance>();
  if (!text) return fail(text.error());
  auto list = parse(*text);
  if (!list)
    return fail(list.error().kind, "the accepted cards in " + file.string() +
                                       " cannot be used and are left as they are: " + list.error().message);
  return list;
}

bool holds(const std::vector<Acceptance>& list, const std::string& sha256, const std::string& person) {
  return std::ranges::any_of(list, [&](const Acceptance& one) { return one.sha256 == sha256 && one.person == person; });
}

}  // namespace

bool AcceptedCards::accepted(const std::string& bundleSha256, const std::string& person) const {
  const auto list = read(m_file);
  return list && holds(*list, bundleSha256, person);
}

Result<void> AcceptedCards::accept(const std::string& bundleSha256, const std::string& bundleName,
                                   const std::string& bundleVersion, const std::string& person) const {
  if (m_file.empty())
    return fail(ErrorKind::io, "not accepted: this account has no folder for it; set XDG_DATA_HOME or HOME");
  const auto folder = m_file.parent_path();
  if (const auto made = os::makePrivateFolder(folder); !made) return failIn("not accepted", made.error());
  const auto lock =
      os::FileLock::acquire(folder / (std::string(".").append(m_file.filename().string()).append(".lock")), kLockWait);
  if (!lock) return failIn("not accepted", lock.error());
  auto list = read(m_file);
  if (!list) return failIn("not accepted", list.error());
  if (holds(*list, bundleSha256, person)) return {};
  list->push_back({bundleSha256, bundleName, bundleVersion, person, utcNow()});
  if (const auto written = writePrivateFileAtomically(m_file, format(*list)); !written)
    return failIn("not accepted", written.error());
  return {};
}

}  // namespace snitt

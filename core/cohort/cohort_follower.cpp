#include "core/cohort/cohort_follower.h"

#include <algorithm>
#include <map>
#include <system_error>

#include "core/atomic_file.h"
#include "core/cohort/cohort_parameters.h"
#include "core/json_reader_p.h"
#include "core/os/lock_probe.h"

namespace snitt {
namespace {

std::string stampOf(const std::filesystem::path& file) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(file, error);
  if (error) return {};
  const auto size = std::filesystem::file_size(file, error);
  return std::to_string(time.time_since_epoch().count()) + " " + std::to_string(size);
}

CohortFacts factsOf(const CohortParameters& parameters) {
  return {parameters.bundleName, parameters.bundleVersion, parameters.bundleSha256, parameters.bundleStatus,
          parameters.device,     parameters.precision,     parameters.software,     parameters.outsideScope};
}

std::optional<CohortOwner> ownerIn(const std::filesystem::path& file) {
  const auto text = readFile(file);
  const auto json = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json();
  if (!json.is_object()) return CohortOwner{};
  const auto word = [&json](const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  const auto process = json.find("process");
  return CohortOwner{word("host"), process != json.end() && process->is_number_integer() ? process->get<long>() : 0,
                     word("account"), word("since")};
}

}  // namespace

std::optional<std::size_t> slideAt(const CohortReading& reading, std::size_t row) {
  const auto found = std::ranges::lower_bound(reading.slides, row, {}, &SlideReading::row);
  if (found == reading.slides.end() || found->row != row) return std::nullopt;
  return static_cast<std::size_t>(found - reading.slides.begin());
}

CohortFollower::CohortFollower(std::filesystem::path folder)
    : m_folder(std::move(folder)), m_state(m_folder / ".cohort") {}

CohortFollower::Read CohortFollower::look(const std::stop_token& stop) {
  auto read = readNow(stop);
  if (!read) {
    m_live.reset();
    m_tables.reset();
    m_planStamp.clear();
    m_told.clear();
  }
  return read;
}

CohortFollower::Read CohortFollower::readNow(const std::stop_token& stop) {
  std::error_code error;
  if (!std::filesystem::is_directory(m_folder, error))
    return fail(ErrorKind::notFound, m_folder.string() + " is no folder");
  const std::string stamp = stampOf(m_state / "plan.json");
  if (m_live && stamp == m_planStamp) return live();
  m_live.reset();
  auto begun = begin();
  if (begun) {
    m_planStamp = stamp;
    m_tables.reset();
    m_told.clear();
    return live();
  }
  const ErrorKind kind = begun.error().kind;
  if (kind != ErrorKind::notFound && kind != ErrorKind::io) return fail(begun.error());
  return tables(stop);
}

Result<void> CohortFollower::begin() {
  auto kept = readPlan(m_state);
  if (!kept) return fail(kept.error());
  const auto file = m_state / "parameters.json";
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  const auto parameters = parseParameters(*text);
  if (!parameters) return failIn(file.string(), parameters.error());
  m_live.emplace(Live{std::move(*kept), factsOf(*parameters), CohortJournalTail(m_state), {}, {}});
  for (const CohortSlideResult& one : m_live->kept.settled) {
    m_live->results[one.row] = one;
    m_live->settledRows.insert(one.row);
  }
  return {};
}

CohortFollower::Read CohortFollower::live() {
  auto news = m_live->tail.news();
  if (!news) return fail(news.error());
  bool any = false;
  for (CohortSlideResult& one : *news) {
    // Row 0: of a slide that the list no longer has. What the check settled stands.
    if (one.row == 0 || m_live->settledRows.contains(one.row)) continue;
    const std::size_t row = one.row;
    m_live->results[row] = std::move(one);
    any = true;
  }
  const auto owner = whoWorks();
  const bool grows = growsUnowned(any, owner.has_value());
  const std::string told = std::string(grows ? "growing" : "live") + (owner ? " " + owner->since : std::string()) +
                           "|" + stampOf(m_folder / "run.json");
  if (!any && told == m_told) return std::shared_ptr<const CohortReading>();
  m_told = told;
  CohortReading now = readingOf(*m_live);
  now.owner = owner;
  // Tables that are older than the plan are those of the run before.
  std::error_code error;
  const auto written = std::filesystem::last_write_time(m_folder / "run.json", error);
  const bool hasTables = !error && written >= std::filesystem::last_write_time(m_state / "plan.json", error) && !error;
  now.state = owner || (grows && now.settled < now.slides.size()) ? CohortState::running
              : hasTables && now.settled == now.slides.size()     ? CohortState::finished
                                                                  : CohortState::stopped;
  return std::make_shared<const CohortReading>(std::move(now));
}

// A run that was killed may have written once between two looks: a second time tells of another writer.
bool CohortFollower::growsUnowned(bool news, bool owned) {
  constexpr std::chrono::minutes kQuiet{10};
  const auto now = std::chrono::steady_clock::now();
  const bool first = m_told.empty();
  if (owned || first) m_growths = 0;
  if (!owned && !first && news) {
    ++m_growths;
    m_grown = now;
  }
  if (now - m_grown > kQuiet) m_growths = 0;
  return m_growths > 1;
}

CohortReading CohortFollower::readingOf(const Live& live) const {
  CohortReading out;
  const CohortPlan& plan = live.kept.plan;
  out.folder = m_folder;
  out.title = plan.title;
  out.list = plan.listFolder / plan.title;
  out.facts = live.facts;
  out.mixed = mixedNotice(live.results);
  for (const PlannedResolution& one : plan.resolutions) out.resolutions.push_back({one.name, one.threshold});
  out.patients = patientsOf(live.kept.list, live.results, plan.rules);
  out.started = plan.started;
  out.before = plan.before;
  std::map<std::size_t, std::size_t> patientOf;
  for (std::size_t i = 0; i < out.patients.size(); ++i)
    for (const std::size_t row : out.patients[i].rows) patientOf[row] = i;
  for (const ListedSlide* slide : allRows(live.kept.list)) {
    SlideReading one;
    one.row = slide->row;
    one.patient = patientOf[slide->row];
    one.path = slide->path;
    one.accession = slide->accession;
    if (const auto found = live.results.find(slide->row); found != live.results.end()) one.result = found->second;
    out.settled += one.result ? 1 : 0;
    out.slides.push_back(std::move(one));
  }
  return out;
}

std::optional<CohortOwner> CohortFollower::whoWorks() const {
  // Where nobody can tell, nobody is said to work.
  const auto held = os::isLockHeld(m_state / "lock");
  return held && *held ? ownerIn(m_state / "owner.json") : std::nullopt;
}

// Why there is nothing to be seen, where there are no tables yet.
Error CohortFollower::nothingYet() const {
  std::error_code error;
  if (!std::filesystem::exists(m_state, error))
    return {ErrorKind::notFound, m_folder.string() + " holds no cohort: it has neither run.json nor .cohort"};
  error.clear();
  static_cast<void>(std::filesystem::exists(m_state / "lock", error));
  if (error)
    return {ErrorKind::io,
            "the run in " + m_folder.string() + " is seen by its owner alone until its tables are written"};
  return {ErrorKind::notFound, "the run in " + m_folder.string() + " was broken off before its slides were known"};
}

CohortFollower::Read CohortFollower::tables(const std::stop_token& stop) {
  const auto owner = whoWorks();
  bool changed = !m_tables || m_tables->stamp() != CohortTableFiles::stampOf(m_folder);
  if (changed) {
    auto read = CohortTableFiles::read(m_folder);
    if (!read && read.error().kind == ErrorKind::notFound && owner) return checking(*owner);
    if (!read && read.error().kind == ErrorKind::notFound && !hasAnyTable()) return fail(nothingYet());
    if (!read) return fail(read.error());
    m_tables = std::move(*read);
  } else {
    changed = !m_tables->reading().membersKnown && m_tables->readMembers(stop);
  }
  const std::string told = "tables" + (owner ? " " + owner->since : std::string());
  if (!changed && told == m_told) return std::shared_ptr<const CohortReading>();
  m_told = told;
  auto now = std::make_shared<CohortReading>(m_tables->reading());
  now->owner = owner;
  if (owner) now->state = CohortState::running;
  return std::shared_ptr<const CohortReading>(std::move(now));
}

CohortFollower::Read CohortFollower::checking(const CohortOwner& owner) {
  const std::string told = "checking " + owner.since;
  if (told == m_told) return std::shared_ptr<const CohortReading>();
  m_told = told;
  CohortReading now;
  now.folder = m_folder;
  now.state = CohortState::checking;
  now.owner = owner;
  return std::make_shared<const CohortReading>(std::move(now));
}

bool CohortFollower::hasAnyTable() const {
  std::error_code error;
  return std::filesystem::exists(m_folder / "run.json", error) ||
         std::filesystem::exists(m_folder / "slides.csv", error);
}

}  // namespace snitt

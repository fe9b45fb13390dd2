#include "ui/cases/store_case_book.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/os/os.h"
#include "core/store/audit_log.h"
#include "core/store/cases.h"
#include "core/store/people.h"

namespace snitt {

namespace {

template <class T>
Result<void> done(const Result<T>& result) {
  if (!result) return fail(result.error());
  return {};
}

class StoreCaseBook : public CaseBook {
 public:
  explicit StoreCaseBook(Store store) : m_store(std::move(store)) {}

  [[nodiscard]] Actor actor() const override { return m_store.actor(); }

  Result<std::vector<CaseId>> list(const WorklistFilter& filter, const WorklistOrder& order) override {
    return m_cases.list(filter, order);
  }
  Result<std::vector<WorklistRow>> rows(std::span<const CaseId> ids) override { return m_cases.rows(ids); }
  Result<std::int64_t> version() override { return m_cases.version(); }
  Result<std::vector<std::string>> sites() override { return m_cases.sites(); }
  Result<std::vector<SavedFilter>> savedFilters() override { return m_cases.savedFilters(); }
  Result<void> saveFilter(const SavedFilter& filter) override { return m_cases.saveFilter(filter); }
  Result<void> dropFilter(const std::string& name) override { return m_cases.dropFilter(name); }

  Result<CaseId> find(const CaseName& name) override { return m_cases.find(name); }
  Result<std::vector<CaseId>> called(const CaseName& name) override { return m_cases.called(name); }
  Result<OpenedCase> open(CaseId id, bool again) override {
    auto labCase = again ? m_cases.load(id) : m_cases.open(id);
    if (!labCase) return fail(labCase.error());
    OpenedCase opened;
    opened.labCase = std::move(*labCase);
    if (auto waiting = waitingFor(id, opened.labCase.held))
      opened.waiting = std::move(*waiting);
    else
      return fail(waiting.error());
    if (auto history = historyOf(opened.labCase.uuid))
      opened.history = std::move(*history);
    else
      return fail(history.error());
    return opened;
  }
  Result<void> workOn(CaseId id, const std::string& token) override { return m_cases.workOn(id, token); }
  Result<void> endWork(CaseId id, const std::string& token) override { return m_cases.endWork(id, token); }
  Result<std::optional<SlideOwner>> ownerOf(const std::string& fingerprint) override {
    auto found = m_cases.caseOfSlide(fingerprint);
    if (!found) return fail(found.error());
    if (!*found) return std::nullopt;
    const CaseOfSlide& one = **found;
    return SlideOwner{one.labCase,
                      one.name,
                      one.pending,
                      one.patient,
                      {one.name.accession, one.specimen, one.block, one.number, one.stain}};
  }
  Result<std::vector<std::optional<SlideIdentity>>> namesOf(std::span<const std::string> fingerprints) override {
    return m_cases.namesOf(fingerprints);
  }
  Result<std::filesystem::path> fileOf(ScanId scan) override {
    auto path = m_cases.pathOf(scan);
    if (!path) return fail(path.error());
    return std::filesystem::path(std::move(*path));
  }

  Result<MadeCase> make(const CaseName& name, const PatientIdentity& identity) override {
    if (m_store.actor().may(Permission::link))
      if (const auto there = m_cases.find(name)) return MadeCase{*there, true};
    const auto made = m_cases.make(name, identity);
    if (!made) return fail(made.error());
    return MadeCase{*made, false};
  }
  Result<void> choose(GlassId slide, Chosen chosen) override { return m_cases.choose(slide, chosen); }
  Result<void> setStain(GlassId slide, const std::string& stain) override { return m_cases.setStain(slide, stain); }
  Result<void> setStaging(CaseId id, StagingItem item, const std::string& value) override {
    return m_cases.setStaging(id, item, value);
  }
  Result<void> setState(CaseId id, CaseState state) override { return m_cases.setState(id, state); }
  Result<void> setPriority(CaseId id, Priority priority) override { return m_cases.setPriority(id, priority); }
  Result<std::optional<std::string>> setComment(CaseId id, const std::string& comment,
                                                const std::string& from) override {
    return m_cases.setComment(id, comment, from);
  }
  Result<void> setFlag(CaseId id, const FlagChange& change) override {
    return m_cases.setFlag(id, change.flag, change.ofPatient, change.set, change.since,
                           "entered by " + m_store.actor().name);
  }
  Result<void> unlink(ScanId scan, const std::string& reason) override { return m_cases.unlink(scan, reason); }
  Result<void> decide(std::int64_t waiting, bool accept) override { return done(m_cases.decide(waiting, accept)); }

  Result<std::vector<UnmatchedSlide>> unmatched() override { return m_cases.unmatched(); }
  Result<void> link(UnmatchedId slide, const CaseName& name, const SlideIdentity& identity) override {
    return done(m_cases.link(slide, name, identity));
  }
  Result<void> dismiss(UnmatchedId slide, const std::string& reason) override { return m_cases.dismiss(slide, reason); }

 private:
  Result<std::vector<WaitingChange>> waitingFor(CaseId id, int held) const {
    std::vector<WaitingChange> waiting;
    if (held == 0) return waiting;
    auto all = m_cases.held();
    if (!all) return fail(all.error());
    for (HeldEvent& one : *all)
      if (std::ranges::find(one.cases, id) != one.cases.end())
        waiting.push_back({one.id, std::move(one.source), std::move(one.taken), std::move(one.changes)});
    return waiting;
  }

  // With the names of people in the place of their numbers.
  Result<std::vector<AuditEvent>> historyOf(const std::string& caseUuid) {
    AuditQuery query;
    query.subject = "case:" + caseUuid;
    auto history = AuditLog(m_store).read(query);
    if (!history) return history;
    const auto people = People(m_store).list();
    if (!people) return fail(people.error());
    std::map<std::string, std::string> names;
    for (const Person& one : *people) names.emplace(one.uuid, one.name);
    for (AuditEvent& one : *history)
      if (const auto name = names.find(one.person); name != names.end()) one.person = name->second;
    return history;
  }

  Store m_store;
  Cases m_cases{m_store};
};

}  // namespace

CaseBookOpener storeCaseBooks(std::filesystem::path database, StoreOptions options) {
  return [database = std::move(database), options](bool make) -> Result<std::unique_ptr<CaseBook>> {
    StoreOptions mine = options;
    mine.makeIfMissing = make;
    if (make)
      if (const auto folder = os::makePrivateFolder(database.parent_path()); !folder) return fail(folder.error());
    auto store = Store::open(database, mine);
    if (!store) return fail(store.error());
    return std::make_unique<StoreCaseBook>(std::move(*store));
  };
}

}  // namespace snitt

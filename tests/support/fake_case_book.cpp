#include "support/fake_case_book.h"

#include <algorithm>
#include <set>

#include "core/text/lowered.h"

namespace snitt::test {

namespace {

SlideIdentity nameOf(const LabCase& labCase, const Specimen& specimen, const Block& block, const Glass& glass) {
  return {labCase.name.accession, specimen.label, block.label, glass.number, glass.stain};
}

class FakeCaseBook : public CaseBook {
 public:
  explicit FakeCaseBook(std::shared_ptr<FakeCases> cases) : m_cases(std::move(cases)) {}

  Actor actor() const override {
    const std::scoped_lock lock(m_cases->mutex);
    return m_cases->actor;
  }

  Result<std::vector<CaseId>> list(const WorklistFilter& filter, const WorklistOrder& order) override {
    return question<std::vector<CaseId>>([&](FakeCases& all) {
      all.asked.push_back(filter);
      std::vector<const WorklistRow*> found;
      for (const WorklistRow& row : all.rows)
        if (matches(row, filter)) found.push_back(&row);
      std::ranges::stable_sort(found, [&order](const WorklistRow* a, const WorklistRow* b) {
        return order.descending ? before(*b, *a, order.column) : before(*a, *b, order.column);
      });
      std::vector<CaseId> ids;
      for (const WorklistRow* row : found) ids.push_back(row->id);
      return ids;
    });
  }

  Result<std::vector<WorklistRow>> rows(std::span<const CaseId> ids) override {
    return question<std::vector<WorklistRow>>([&](FakeCases& all) {
      ++all.rowsAsked;
      std::vector<WorklistRow> found;
      for (const CaseId id : ids) {
        const auto row =
            std::ranges::lower_bound(all.rows, id.value, {}, [](const WorklistRow& one) { return one.id.value; });
        if (row != all.rows.end() && row->id == id) found.push_back(*row);
      }
      all.rowsTold += found.size();
      return found;
    });
  }

  Result<std::int64_t> version() override {
    return question<std::int64_t>([](FakeCases& all) { return all.version; });
  }
  Result<std::vector<std::string>> sites() override {
    return question<std::vector<std::string>>([](FakeCases& all) {
      std::set<std::string> sites;
      for (const WorklistRow& row : all.rows) sites.insert(row.name.site);
      return std::vector<std::string>(sites.begin(), sites.end());
    });
  }
  Result<std::vector<SavedFilter>> savedFilters() override {
    return question<std::vector<SavedFilter>>([](FakeCases& all) { return all.saved; });
  }
  Result<void> saveFilter(const SavedFilter& filter) override {
    return change("save " + filter.name, [&](FakeCases& all) {
      std::erase_if(all.saved, [&](const SavedFilter& one) { return one.name == filter.name; });
      all.saved.push_back(filter);
    });
  }
  Result<void> dropFilter(const std::string& name) override {
    return change("drop " + name, [&](FakeCases& all) {
      std::erase_if(all.saved, [&](const SavedFilter& one) { return one.name == name; });
    });
  }

  Result<CaseId> find(const CaseName& name) override {
    const auto found = question<std::optional<CaseId>>([&](FakeCases& all) -> std::optional<CaseId> {
      for (const WorklistRow& row : all.rows)
        if (row.name == name) return row.id;
      return std::nullopt;
    });
    if (!found) return fail(found.error());
    if (!*found) return fail(ErrorKind::notFound, "no case " + name.accession + " is known");
    return **found;
  }
  Result<std::vector<CaseId>> called(const CaseName& name) override {
    return question<std::vector<CaseId>>([&](FakeCases& all) {
      std::vector<CaseId> found;
      for (const WorklistRow& row : all.rows)
        if (row.name.accession == name.accession && (name.site.empty() || row.name.site == name.site))
          found.push_back(row.id);
      return found;
    });
  }
  Result<OpenedCase> open(CaseId id, bool again) override {
    const auto found = question<std::optional<OpenedCase>>([&](FakeCases& all) -> std::optional<OpenedCase> {
      if (!again) all.done.push_back("open " + std::to_string(id.value));
      const auto one = all.cases.find(id.value);
      return one == all.cases.end() ? std::nullopt : std::optional(one->second);
    });
    if (!found) return fail(found.error());
    if (!*found) return fail(ErrorKind::notFound, "there is no such case any more");
    return **found;
  }
  Result<void> workOn(CaseId id, const std::string&) override { return note("work on " + std::to_string(id.value)); }
  Result<void> endWork(CaseId id, const std::string&) override { return note("end work " + std::to_string(id.value)); }
  Result<std::optional<SlideOwner>> ownerOf(const std::string& fingerprint) override {
    return question<std::optional<SlideOwner>>([&](FakeCases& all) -> std::optional<SlideOwner> {
      for (const auto& [id, one] : all.cases)
        for (const Specimen& specimen : one.labCase.specimens)
          for (const Block& block : specimen.blocks)
            for (const Glass& glass : block.slides)
              for (const Scan& scan : glass.scans)
                if (scan.fingerprint == fingerprint)
                  return SlideOwner{one.labCase.id, one.labCase.name, one.labCase.pending, one.labCase.patient,
                                    nameOf(one.labCase, specimen, block, glass)};
      return std::nullopt;
    });
  }
  Result<std::vector<std::optional<SlideIdentity>>> namesOf(std::span<const std::string> fingerprints) override {
    std::vector<std::optional<SlideIdentity>> names;
    for (const std::string& fingerprint : fingerprints) {
      const auto owner = ownerOf(fingerprint);
      if (!owner) return fail(owner.error());
      names.push_back(*owner ? std::optional((*owner)->slide) : std::nullopt);
    }
    return names;
  }
  Result<std::filesystem::path> fileOf(ScanId scan) override {
    return question<std::filesystem::path>([&](FakeCases& all) { return all.files[scan.value]; });
  }

  Result<MadeCase> make(const CaseName& name, const PatientIdentity& identity) override {
    if (const auto there = find(name)) return MadeCase{*there, true};
    MadeCase made;
    const auto done = change("make " + toText(name) + " " + displayName(identity) + " " + identity.birthDate +
                                 (identity.numbers.empty() ? "" : " " + identity.numbers.front().number),
                             [&](FakeCases& all) {
                               made.id = {all.rows.empty() ? 1 : all.rows.back().id.value + 1};
                               WorklistRow row;
                               row.id = made.id;
                               row.name = name;
                               row.received = "2026-11-26T08:00:00Z";
                               all.rows.push_back(row);
                               OpenedCase& opened = all.cases[made.id.value];
                               opened.labCase.id = made.id;
                               opened.labCase.uuid = "made";
                               opened.labCase.name = name;
                             });
    if (!done) return fail(done.error());
    return made;
  }
  Result<void> choose(GlassId slide, Chosen chosen) override {
    const char* words = chosen == Chosen::unsaid ? "unsaid" : chosen == Chosen::primaryTumour ? "yes" : "no";
    return change("choose " + std::to_string(slide.value) + " " + words,
                  [&](FakeCases& all) { forSlide(all, slide, [chosen](Glass& one) { one.chosen = chosen; }); });
  }
  Result<void> setStain(GlassId slide, const std::string& stain) override {
    return change("stain " + std::to_string(slide.value) + " " + stain,
                  [&](FakeCases& all) { forSlide(all, slide, [&stain](Glass& one) { one.stain = stain; }); });
  }
  Result<void> setStaging(CaseId id, StagingItem item, const std::string& value) override {
    return change(std::string(toText(item)) + "=" + value, [&](FakeCases& all) {
      auto& staging = all.cases[id.value].labCase.staging;
      std::erase_if(staging, [item](const StagingFact& one) { return one.item == item; });
      if (!value.empty()) staging.push_back({item, value, "entered by Anna", "2026-11-26T10:00:00Z"});
    });
  }
  Result<void> setState(CaseId id, CaseState state) override {
    return change("state " + std::string(toText(state)), [&](FakeCases& all) {
      all.cases[id.value].labCase.state = state;
      for (WorklistRow& row : all.rows)
        if (row.id == id) row.state = state;
    });
  }
  Result<void> setPriority(CaseId id, Priority priority) override {
    return change(priority == Priority::urgent ? "urgent" : "routine",
                  [&](FakeCases& all) { all.cases[id.value].labCase.priority = priority; });
  }
  Result<std::optional<std::string>> setComment(CaseId id, const std::string& comment,
                                                const std::string& from) override {
    std::optional<std::string> another;
    const auto done = change("comment " + comment, [&](FakeCases& all) {
      std::string& now = all.cases[id.value].labCase.comment;
      if (now != from && now != comment)
        another = now;
      else
        now = comment;
    });
    if (!done) return fail(done.error());
    return another;
  }
  Result<void> setFlag(CaseId id, const FlagChange& asked) override {
    return change(std::string(asked.set ? "set " : "lift ") + std::string(toText(asked.flag)) +
                      (asked.ofPatient ? " of patient " : " of case ") + asked.since,
                  [&](FakeCases& all) {
                    auto& flags = all.cases[id.value].labCase.flags;
                    std::erase_if(flags, [&](const CaseFlag& one) { return one.flag == asked.flag; });
                    if (asked.set) flags.push_back({asked.flag, asked.ofPatient, asked.since, "entered by Anna", {}});
                  });
  }
  Result<void> unlink(ScanId scan, const std::string& reason) override {
    return change("unlink " + std::to_string(scan.value) + ": " + reason, [](FakeCases&) {});
  }
  Result<void> decide(std::int64_t waiting, bool accept) override {
    return change((accept ? "accept " : "decline ") + std::to_string(waiting), [&](FakeCases& all) {
      for (auto& [id, one] : all.cases)
        std::erase_if(one.waiting, [waiting](const WaitingChange& change) { return change.id == waiting; });
    });
  }

  Result<std::vector<UnmatchedSlide>> unmatched() override {
    return question<std::vector<UnmatchedSlide>>([](FakeCases& all) { return all.unmatched; });
  }
  Result<void> link(UnmatchedId slide, const CaseName& name, const SlideIdentity& identity) override {
    return change("link " + std::to_string(slide.value) + " to " + toText(name) + " " + identity.specimen + "/" +
                      identity.block + "/" + identity.slide + "/" + identity.stain,
                  [&](FakeCases& all) { drop(all, slide); });
  }
  Result<void> dismiss(UnmatchedId slide, const std::string& reason) override {
    return change("dismiss " + std::to_string(slide.value) + ": " + reason, [&](FakeCases& all) { drop(all, slide); });
  }

 private:
  static void drop(FakeCases& all, UnmatchedId slide) {
    std::erase_if(all.unmatched, [slide](const UnmatchedSlide& one) { return one.id == slide; });
  }
  static void forSlide(FakeCases& all, GlassId id, const std::function<void(Glass&)>& call) {
    for (auto& [number, one] : all.cases)
      for (Specimen& specimen : one.labCase.specimens)
        for (Block& block : specimen.blocks)
          for (Glass& glass : block.slides)
            if (glass.id == id) call(glass);
  }
  static bool matches(const WorklistRow& row, const WorklistFilter& filter) {
    if (!filter.states.empty() && std::ranges::find(filter.states, row.state) == filter.states.end()) return false;
    if (filter.priority && *filter.priority != row.priority) return false;
    if (filter.ai && *filter.ai != row.ai) return false;
    if (filter.prognosis && filter.prognosis != row.prognosis) return false;
    if (filter.site && *filter.site != row.name.site) return false;
    if (filter.slidesMissing && row.slidesMissing == 0) return false;
    if (filter.flagged && row.flags == 0) return false;
    const std::string all = lowered(row.name.accession + " " + row.patient + " " + row.specimens);
    return filter.search.empty() || all.find(lowered(filter.search)) != std::string::npos;
  }
  static bool before(const WorklistRow& a, const WorklistRow& b, WorklistColumn column) {
    switch (column) {
      case WorklistColumn::accession:
        return a.name.accession < b.name.accession;
      case WorklistColumn::specimens:
        return a.specimens < b.specimens;
      case WorklistColumn::slidesFound:
        return a.slidesFound < b.slidesFound;
      case WorklistColumn::slidesMissing:
        return a.slidesMissing < b.slidesMissing;
      case WorklistColumn::ai:
        return a.ai < b.ai;
      case WorklistColumn::received:
        return a.received < b.received;
      case WorklistColumn::priority:
        return a.priority < b.priority;
      case WorklistColumn::flags:
        return a.flags < b.flags;
    }
    return false;
  }

  template <class Call>
  auto with(Call call) const {
    const std::scoped_lock lock(m_cases->mutex);
    return call(*m_cases);
  }
  template <class T, class Call>
  Result<T> question(Call call) {
    std::function<void()> wait = with([](FakeCases& all) { return all.wait; });
    if (wait) wait();
    return with([&call](FakeCases& all) -> Result<T> {
      if (all.fault) return fail(*all.fault);
      return T(call(all));
    });
  }
  template <class Call>
  Result<void> change(const std::string& words, Call call) {
    return with([&](FakeCases& all) -> Result<void> {
      if (all.fault) return fail(*all.fault);
      all.done.push_back(words);
      call(all);
      ++all.version;
      return {};
    });
  }
  Result<void> note(const std::string& words) {
    return with([&](FakeCases& all) -> Result<void> {
      all.done.push_back(words);
      return {};
    });
  }

  std::shared_ptr<FakeCases> m_cases;
};

}  // namespace

void FakeCases::change(const std::function<void(FakeCases&)>& how) {
  const std::scoped_lock lock(mutex);
  how(*this);
  ++version;
}

std::vector<std::string> FakeCases::log() {
  const std::scoped_lock lock(mutex);
  return done;
}

Actor sampleActor(const Roles& roles) { return {{1}, "uuid-anna", "Anna Berg", "anna", roles, std::nullopt}; }

WorklistRow sampleRow(std::int64_t id, bool masked) {
  WorklistRow row;
  row.id = {id};
  row.name = {"STJ", "26-H-" + std::to_string(10000 + id)};
  row.masked = masked;
  if (!masked) {
    row.patient = std::string(kSampleFamily) + ", " + kSampleGiven;
    row.birthDate = kSampleBirth;
  }
  row.specimens = "A, B";
  row.slides = 5;
  row.slidesFound = id % 4 == 0 ? 4 : 5;
  row.slidesMissing = 5 - row.slidesFound;
  row.received = "2026-11-2" + std::to_string(id % 6) + "T08:00:00Z";
  row.ai = static_cast<AiState>(id / 7 % 6);
  if (row.ai == AiState::scored) row.prognosis = static_cast<Prognosis>(id % 3);
  row.priority = id % 5 == 0 ? Priority::urgent : Priority::routine;
  row.flags = id % 7 == 0 ? static_cast<Flags>(Flag::noAi) : 0;
  row.pending = id % 11 == 0;
  return row;
}

namespace {

Scan scanOf(std::int64_t id, bool current, bool missing, bool masked) {
  Scan scan;
  scan.id = {id};
  scan.fingerprint = std::to_string(id);
  if (!masked) scan.path = "/slides/WALSH " + std::to_string(id) + ".svs";
  scan.scanner = "Aperio AT2";
  scan.current = current;
  scan.missing = missing;
  scan.added = "2026-11-24T11:00:00Z";
  return scan;
}

Glass glassOf(std::int64_t id, const std::string& number, const std::string& stain, bool masked) {
  Glass glass;
  glass.id = {id};
  glass.number = number;
  glass.stain = stain;
  if (!masked) glass.barcode = "BC" + std::to_string(id) + "WALSH";
  return glass;
}

}  // namespace

OpenedCase sampleCase(std::int64_t id, bool masked) {
  OpenedCase opened;
  LabCase& one = opened.labCase;
  one.id = {id};
  one.uuid = "case-" + std::to_string(id);
  one.name = {"STJ", "26-H-" + std::to_string(10000 + id)};
  one.otherNumbers = {"ORD-771"};
  one.patient.id = {id};
  one.patient.masked = masked;
  one.received = "2026-11-24T08:00:00Z";
  if (!masked) {
    one.patient.identity = {{{kSampleNumber, "STJAMES", "MR"}}, kSampleFamily, kSampleGiven, kSampleBirth, "M"};
    one.comment = kSampleComment;
  }
  const std::int64_t base = id * 100;
  Glass he = glassOf(base + 1, "1", "HE", masked);
  he.chosen = Chosen::primaryTumour;
  he.chosenBy = "Anna Berg";
  he.chosenAt = "2026-11-25T09:00:00Z";
  he.scans = {scanOf(base + 11, true, false, masked), scanOf(base + 10, false, false, masked)};
  Glass second = glassOf(base + 2, "2", "HE", masked);
  second.scans = {scanOf(base + 12, true, false, masked)};
  Glass cdx = glassOf(base + 3, "3", "CDX2", masked);
  cdx.scans = {scanOf(base + 13, true, false, masked)};
  Glass gone = glassOf(base + 4, "1", "HE", masked);
  gone.chosen = Chosen::notPrimaryTumour;
  gone.scans = {scanOf(base + 14, true, true, masked)};
  const Glass unscanned = glassOf(base + 5, "2", "HE", masked);
  one.specimens = {{"s1", "A", "Resection", "Sigmoid colon", {{"b1", "1", true, {he, second, cdx}}}},
                   {"s2", "B", "Lymph nodes", "", {{"b2", "1", std::nullopt, {gone, unscanned}}}}};
  one.staging = {{StagingItem::pT, "3", "HL7 OML^O21", "2026-11-24T08:00:00Z"},
                 {StagingItem::edition, "8", "entered by Anna Berg", "2026-11-25T08:00:00Z"}};
  one.flags = {{Flag::researchReservation, true, "2026-10-01", "HL7 ADT^A08", "2026-10-02T08:00:00Z"}};
  ScanScore good;
  good.id = {base + 1};
  good.scan = {base + 11};
  good.bundleName = "Colon DL";
  good.bundleVersion = "1.0";
  good.bundleStatus = BundleStatus::research;
  good.started = "2026-11-25T10:00:00Z";
  good.prognosis = Prognosis::poor;
  good.combined = 0.71;
  ScanScore none = good;
  none.scan = {base + 13};
  none.prognosis.reset();
  none.combined.reset();
  none.notAssessable = "tumour below 1 mm²";
  one.scores = {good, none};
  one.ai = AiState::scored;
  one.results = {{"sha", "Colon DL", "1.0", BundleStatus::research, Prognosis::poor, 0.71, 1,
                  "One slide is chosen: A1, HE, slide 1; its score 0.710 is above the threshold 0.500", "high",
                  "row 3 of the table: poor, pT3"}};
  opened.waiting = {{id * 10 + 1, "HL7 ADT^A40", "2026-11-26T07:30:00Z",
                     masked ? std::vector<std::string>{"the patient becomes another one"}
                            : std::vector<std::string>{"the patient becomes WALSH, Cathal J"}}};
  opened.history = {{1, "2026-11-24T08:00:00Z", "", "watcher", {"case.made", "case:" + one.uuid, {{"by", "message"}}}},
                    {2,
                     "2026-11-25T09:00:00Z",
                     "Anna Berg",
                     "anna",
                     {"slide.chosen", "case:" + one.uuid, {{"from", "unsaid"}, {"to", "primary tumour"}}}}};
  return opened;
}

UnmatchedSlide sampleUnmatched(std::int64_t id, const std::filesystem::path& file) {
  UnmatchedSlide slide;
  slide.id = {id};
  slide.fingerprint = "f" + std::to_string(id);
  slide.path = file.string();
  slide.site = "STJ";
  slide.scanner = "Aperio AT2";
  slide.reason = "the barcode and the file's name name different cases";
  slide.added = "2026-11-26T09:00:00Z";
  slide.said = {{IdentitySource::barcode, "26H10002;A;1;1;HE", "STJ", SlideIdentity{"26-H-10002", "A", "1", "1", "HE"}},
                {IdentitySource::fileName, "26-H-10003_A1_2", "STJ", SlideIdentity{"26-H-10003", "A", "1", "2", ""}},
                {IdentitySource::folderName, "new", "STJ", std::nullopt}};
  return slide;
}

CaseBookOpener openerOf(std::shared_ptr<FakeCases> cases) {
  return [cases](bool make) -> Result<std::unique_ptr<CaseBook>> {
    const std::scoped_lock lock(cases->mutex);
    if (make) cases->noOpen.reset();
    if (cases->noOpen) return fail(*cases->noOpen);
    return std::make_unique<FakeCaseBook>(cases);
  };
}

}  // namespace snitt::test

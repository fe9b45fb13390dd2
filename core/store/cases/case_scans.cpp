// Slide files and the glass they show: linking, rescans, moved and missing files.
#include <fmt/format.h>
#include <algorithm>

#include "core/store/cases/case_access_p.h"
#include "core/store/cases/case_counts_p.h"
#include "core/store/cases/glass_rows_p.h"
#include "core/store/cases/listed_rows_p.h"
#include "core/store/cases/patient_rows_p.h"
#include "core/store/cases/scan_links_p.h"
#include "core/store/cases/scan_rows_p.h"
#include "core/store/cases/unmatched_rows_p.h"

namespace snitt {

namespace {

constexpr const char* kOfSlide =
    "SELECT lab_case.id, lab_case.uuid, site, accession, pending, coalesce(patient_id, 0), priority, lab_case.flags,"
    " specimen.label, block.label, block.tumour, glass.number, glass.stain, scan.fingerprint, scan.path, scan.uuid"
    " FROM scan JOIN glass ON glass.id = scan.glass_id JOIN block ON block.id = glass.block_id"
    " JOIN specimen ON specimen.id = block.specimen_id JOIN lab_case ON lab_case.id = specimen.case_id";

Result<CaseOfSlide> slideOf(const CaseAccess& access, Statement& row) {
  CaseOfSlide out;
  out.labCase = {row.getColumn(0).getInt64()};
  out.caseUuid = textOf(row, 1);
  out.name = {textOf(row, 2), textOf(row, 3)};
  out.pending = row.getColumn(4).getInt() != 0;
  out.priority = row.getColumn(6).getInt() != 0 ? Priority::urgent : Priority::routine;
  out.flags = static_cast<Flags>(row.getColumn(7).getInt64());
  out.specimen = textOf(row, 8);
  out.block = textOf(row, 9);
  if (!row.getColumn(10).isNull()) out.tumourBlock = row.getColumn(10).getInt() != 0;
  out.number = textOf(row, 11);
  out.stain = textOf(row, 12);
  auto patient = patientFor(access, {row.getColumn(5).getInt64()});
  if (!patient) return fail(patient.error());
  out.patient = std::move(*patient);
  auto scan = scanBy(access, textOf(row, 13));
  if (!scan) return fail(scan.error());
  if (*scan) out.scan = std::move(**scan);
  return out;
}

void learn(const CaseAccess& access, GlassId glass, const SlideIdentity& identity, const std::string& barcode) {
  execute(*access.database, "UPDATE glass SET stain = CASE stain WHEN '' THEN ?2 ELSE stain END WHERE id = ?1",
          glass.value, identity.stain);
  if (!barcode.empty() && numberOf(*access.database, "SELECT 1 FROM glass WHERE id = ? AND code IS NULL", glass.value))
    keepBarcode(access, glass, barcode);
}

// What a barcode says by itself, where the laboratory told which slide bears it.
std::vector<SaidIdentity> withKnownBarcodes(const CaseAccess& access, std::vector<SaidIdentity> said) {
  for (SaidIdentity& one : said) {
    if (one.identity || one.source != IdentitySource::barcode) continue;
    const auto glasses = glassesOfBarcode(access, one.site, one.text);
    if (glasses.size() == 1) one.identity = glasses.front();
  }
  return said;
}

// By its accession alone: an order number may be another case's accession.
std::optional<CaseId> caseNamed(const CaseAccess& access, const CaseName& name) {
  const auto id = numberOf(*access.database, "SELECT id FROM lab_case WHERE site = ? AND accession = ? AND pending = 0",
                           name.site, name.accession);
  return id ? std::optional(CaseId{*id}) : std::nullopt;
}

// The code that tells this slide from all others: one that something made sense of, and that names a slide. What stands
// on every label of the site, or on all slides of a case, tells nothing.
std::string ownBarcode(const std::vector<SaidIdentity>& said) {
  for (const SaidIdentity& one : said)
    if (one.source == IdentitySource::barcode && one.identity && !one.identity->slide.empty()) return one.text;
  return {};
}

// A file that was linked by machine and says another case now needs a person; it stays where it is until then.
Result<std::optional<LinkedScan>> contradiction(const CaseAccess& access, const KnownPlace& known,
                                                const FoundScan& found, const std::vector<SaidIdentity>& given) {
  if (known.byPerson || known.erased) return std::nullopt;
  const std::vector<SaidIdentity> said = withListed(access, withKnownBarcodes(access, given));
  const AgreedIdentity who = agreed(said);
  const auto named = who.name ? caseNamed(access, *who.name) : std::nullopt;
  if (!named || *named == known.labCase) return std::nullopt;
  auto queued =
      putUnmatched(access, found, {given, said}, "it belongs to another case than its file and label say now");
  if (!queued) return fail(queued.error());
  return std::optional(std::move(*queued));
}

std::string waysOf(const std::vector<SaidIdentity>& said) {
  std::string ways;
  for (const SaidIdentity& one : said)
    if (one.identity) ways += (ways.empty() ? "" : ", ") + std::string(toText(one.source));
  return ways;
}

Result<LinkedScan> takeNew(const CaseAccess& access, const FoundScan& found, const std::vector<SaidIdentity>& given) {
  const std::vector<SaidIdentity> said = withListed(access, withKnownBarcodes(access, given));
  const AgreedIdentity who = agreed(said);
  const auto queue = [&](const std::string& why) { return putUnmatched(access, found, {given, said}, why); };
  if (!who.name) return queue(who.reason);
  const auto id = caseNamed(access, *who.name);
  if (!id) return queue("no list or message has named this case yet");
  const std::int64_t block = blockNamed(access, specimenNamed(access, *id, who.identity.specimen), who.identity.block);
  const std::string barcode = ownBarcode(said);
  const auto glass = glassIn(access, block, who.identity.slide, who.identity.stain, barcode);
  if (glass && hasCurrent(access, glass->id) && !glass->certain)
    return queue("it cannot be told from a slide that the case has already");
  const GlassId into = glass ? glass->id : addGlass(access, block, who.identity.slide, who.identity.stain, barcode);
  learn(access, into, who.identity, barcode);
  return placeScan(access, *id, into, found, waysOf(said));
}

Result<LinkedScan> takeOne(const CaseAccess& access, const FoundScan& found, const std::vector<SaidIdentity>& said,
                           const std::optional<KnownPlace>& known) {
  if (known && caseOfScan(access, found.fingerprint) == known->labCase) {
    auto doubt = contradiction(access, *known, found, said);
    if (!doubt) return fail(doubt.error());
    return *doubt ? Result<LinkedScan>(**doubt) : lookUp(access, *known, found);
  }
  // Linked meanwhile by another program, which has looked at it just now.
  if (const auto id = caseOfScan(access, found.fingerprint)) return LinkedScan{ScanOutcome::unchanged, *id, ""};
  if (isDismissed(access, found.fingerprint))
    return LinkedScan{ScanOutcome::unmatched, {}, "a person took it out of the queue"};
  if (isForPersons(access, found.fingerprint))
    return LinkedScan{ScanOutcome::unmatched, {}, "a person took it away from a case"};
  return takeNew(access, found, said);
}

// As many of `offers` as there is time for, at least one. An error of any of them is that of all.
Result<std::vector<LinkedScan>> takeSome(const CaseAccess& access, std::span<const OfferedScan> offers) {
  // Looks at files, which may take long: before anybody has to wait for the database.
  std::vector<std::optional<KnownPlace>> known;
  for (const OfferedScan& offer : offers) {
    const auto place = knownPlace(access, offer.found);
    if (!place) return fail(place.error());
    known.push_back(*place);
  }
  return inTransaction(access, [&]() -> Result<std::vector<LinkedScan>> {
    const TimeToShare time;
    std::vector<LinkedScan> outcomes;
    for (std::size_t i = 0; i < offers.size() && (i == 0 || !time.isUp()); ++i) {
      auto one = takeOne(access, offers[i].found, offers[i].said, known[i]);
      if (!one) return fail(one.error());
      outcomes.push_back(std::move(*one));
    }
    return outcomes;
  });
}

}  // namespace

Result<LinkedScan> Cases::take(const FoundScan& found, const std::vector<SaidIdentity>& said) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  const auto known = knownPlace(access, found);
  if (!known) return fail(known.error());
  return inTransaction(access, [&] { return takeOne(access, found, said, *known); });
}

Result<std::vector<Result<LinkedScan>>> Cases::take(std::span<const OfferedScan> offers) {
  std::vector<Result<LinkedScan>> outcomes;
  while (outcomes.size() < offers.size()) {
    const CaseAccess access = this->access();
    if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
    const auto rest = offers.subspan(outcomes.size());
    const auto next = rest.first(std::min(kMostTogether, rest.size()));
    if (const auto some = takeSome(access, next)) {
      outcomes.insert(outcomes.end(), some->begin(), some->end());
      continue;
    }
    for (const OfferedScan& offer : next) {
      auto one = take(offer.found, offer.said);
      if (!one && !isOfTheEvent(one.error())) return fail(one.error());
      outcomes.push_back(std::move(one));
    }
  }
  return outcomes;
}

Result<std::vector<QueuedSlide>> Cases::queued(const std::string& since) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<QueuedSlide>> { return queuedSince(access, since); });
}

Result<std::size_t> Cases::queueLength(const std::string& site) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::size_t> {
    const auto length =
        numberOf(*access.database, "SELECT count(*) FROM unmatched WHERE state = 'open' AND site = ?", site);
    return static_cast<std::size_t>(length.value_or(0));
  });
}

Result<LinkedScan> Cases::takeQueued(RowId<struct UnmatchedRow> slide) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::importWorklist); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<LinkedScan> {
    const auto found = unmatchedScan(access, slide);
    if (!found) return fail(found.error());
    // It belongs to a case already and contradicts it: for a person.
    if (caseOfScan(access, found->fingerprint) || isForPersons(access, found->fingerprint))
      return LinkedScan{ScanOutcome::unmatched, {}, ""};
    const auto said = saidOf(access, slide);
    if (!said) return fail(said.error());
    return takeNew(access, *found, said->given);
  });
}

Result<LinkedScan> Cases::link(const FoundScan& found, const CaseName& name, const SlideIdentity& identity) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  const auto id = find(name);
  if (!id) return fail(id.error());
  const auto known = knownPlace(access, found);
  if (!known) return fail(known.error());
  return inTransaction(access, [&]() -> Result<LinkedScan> {
    if (const auto now = caseOfScan(access, found.fingerprint); now && *now == *id) {
      execute(*access.database, "UPDATE scan SET linked_by = ? WHERE fingerprint = ?",
              std::string(toText(IdentitySource::person)), found.fingerprint);
      closeUnmatched(access, found.fingerprint);
      return *known ? lookUp(access, **known, found) : LinkedScan{ScanOutcome::unchanged, *id, ""};
    }
    // From one case to another, by one decision.
    if (const auto scan = scanBy(access, found.fingerprint); scan && *scan)
      if (auto taken = removeScan(access, (*scan)->id, "it belongs to another case"); !taken)
        return fail(taken.error());
    const std::int64_t block = blockNamed(access, specimenNamed(access, *id, identity.specimen), identity.block);
    const auto glass = glassIn(access, block, identity.slide, identity.stain, "");
    // Without a number nobody has said that it is the same piece of glass as the one whose picture is there.
    const bool another = !glass || (!glass->certain && hasCurrent(access, glass->id));
    const GlassId into = another ? addGlass(access, block, identity.slide, identity.stain, "") : glass->id;
    learn(access, into, identity, "");
    return placeScan(access, *id, into, found, std::string(toText(IdentitySource::person)));
  });
}

Result<LinkedScan> Cases::link(RowId<struct UnmatchedRow> slide, const CaseName& name, const SlideIdentity& identity) {
  const CaseAccess access = this->access();
  const auto found = reading(access, [&] { return unmatchedScan(access, slide); });
  if (!found) return fail(found.error());
  return link(*found, name, identity);
}

Result<void> Cases::unlink(ScanId scan, const std::string& reason) {
  const CaseAccess access = this->access();
  if (auto may = allowed(access, Permission::link); !may) return fail(may.error());
  return inTransaction(access, [&]() -> Result<void> {
    const auto found = removeScan(access, scan, reason);
    if (!found) return fail(found.error());
    if (auto queued = putUnmatched(access, *found, {}, "taken away from a case by a person"); !queued)
      return fail(queued.error());
    leaveToPersons(access, found->fingerprint);
    return {};
  });
}

Result<void> Cases::markMissing(ScanId scan, bool missing) {
  const CaseAccess access = this->access();
  return inTransaction(access, [&]() -> Result<void> {
    Statement row = statementOf(*access.database, "SELECT fingerprint, missing FROM scan WHERE id = ?", scan.value);
    if (!row.executeStep() || (row.getColumn(1).getInt() != 0) == missing) return {};
    const std::string fingerprint = textOf(row, 0);
    execute(*access.database, "UPDATE scan SET missing = ? WHERE id = ?", missing ? 1 : 0, scan.value);
    return refreshCaseOfSlide(access, fingerprint);
  });
}

Result<std::optional<CaseOfSlide>> Cases::caseOfSlide(const std::string& fingerprint) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::optional<CaseOfSlide>> {
    const std::string sql = std::string(kOfSlide) + " WHERE scan.fingerprint = ?";
    Statement row = statementOf(*access.database, sql, fingerprint);
    if (!row.executeStep()) return std::nullopt;
    auto slide = slideOf(access, row);
    if (!slide) return fail(slide.error());
    return std::optional(std::move(*slide));
  });
}

Result<std::vector<std::optional<SlideIdentity>>> Cases::namesOf(std::span<const std::string> fingerprints) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<std::vector<std::optional<SlideIdentity>>> {
    std::vector<std::optional<SlideIdentity>> names;
    const std::string sql = std::string(kOfSlide) + " WHERE scan.fingerprint = ?";
    for (const std::string& fingerprint : fingerprints) {
      Statement row = statementOf(*access.database, sql.c_str(), fingerprint);
      names.emplace_back();
      if (row.executeStep())
        names.back() = SlideIdentity{textOf(row, 3), textOf(row, 8), textOf(row, 9), textOf(row, 11), textOf(row, 12)};
    }
    return names;
  });
}

Result<bool> Cases::hides(const std::string& fingerprint) const {
  const CaseAccess access = this->access();
  return reading(access, [&]() -> Result<bool> {
    if (access.unmasked()) return false;
    return numberOf(*access.database,
                    "SELECT EXISTS (SELECT 1 FROM scan WHERE fingerprint = ?1)"
                    " OR EXISTS (SELECT 1 FROM unmatched WHERE fingerprint = ?1 AND state = 'open')",
                    fingerprint)
               .value_or(0) != 0;
  });
}

Result<std::string> Cases::pathOf(ScanId scan) const {
  const CaseAccess access = this->access();
  return inDatabase(*access.file, [&]() -> Result<std::string> {
    Statement row = statementOf(*access.database, "SELECT uuid, path FROM scan WHERE id = ?", scan.value);
    if (!row.executeStep()) return fail(ErrorKind::notFound, "this slide belongs to no case any more");
    if (row.getColumn(1).isNull()) return fail(ErrorKind::notFound, "where this slide lies was erased");
    return openPath(access, textOf(row, 0), textOf(row, 1));
  });
}

}  // namespace snitt

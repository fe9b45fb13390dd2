#include "core/validation/locked_run.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/bundle/status_notice.h"
#include "core/text/identity.h"
#include "core/text/nearest.h"
#include "core/validation/outcomes_in_view.h"
#include "core/validation/study_facts_p.h"

namespace snitt::validation {
namespace {

namespace fs = std::filesystem;

Result<std::vector<ScoredRepeat>> readRepeats(const RunRequest& request, const Protocol& protocol) {
  std::vector<std::string> names;
  for (const RepeatPart& one : protocol.repeats) names.push_back(one.name);
  for (const auto& [name, folder] : request.repeats)
    if (std::ranges::find(names, name) == names.end())
      return fail(ErrorKind::usage, fmt::format("the protocol has no repeat \"{}\"{}", name, nearestHint(name, names)));
  std::vector<ScoredRepeat> repeats;
  for (const RepeatPart& part : protocol.repeats) {
    const auto given = std::ranges::find(request.repeats, part.name, &std::pair<std::string, fs::path>::first);
    if (given == request.repeats.end())
      return fail(ErrorKind::usage, fmt::format("the protocol's repeat \"{}\" needs the folder of its cohort: --repeat "
                                                "\"{}=FOLDER\"",
                                                part.name, part.name));
    auto cohort = readScored(given->second, request.stop);
    if (!cohort) return fail(cohort.error());
    repeats.push_back({part, std::move(*cohort)});
  }
  return repeats;
}

// All that is not as it was locked, of the files and of the cohorts.
std::vector<std::string> allChanges(const LockedRun& run, bool allowMixed) {
  std::vector<std::string> changes = differences(run.lock.frozen, run.files.frozen);
  const auto add = [&](const ScoredCohort& cohort, const FrozenFile& list) {
    const auto more = cohortDifferences(cohort, run.lock.frozen, list);
    changes.insert(changes.end(), more.begin(), more.end());
    if (!cohort.reading->mixed.empty() && !allowMixed)
      changes.push_back(
          fmt::format("{} holds {}, and the lock names one (--allow-mixed reports them all the same, and "
                      "says so on every page)",
                      cohort.reading->folder.string(), cohort.reading->mixed));
  };
  add(run.cohort, run.lock.frozen.list);
  for (const ScoredRepeat& one : run.repeats) {
    const auto frozen = std::ranges::find(run.lock.frozen.repeats, one.part.name, &FrozenRepeat::name);
    if (frozen != run.lock.frozen.repeats.end()) add(one.cohort, frozen->list);
  }
  return changes;
}

// Whoever the list or the protocol's rules leave out is no patient of the study.
std::vector<const ListedSlide*> slidesOfStudy(const SlideList& list, const CohortPart& rules) {
  const std::vector<std::string> columns = factColumns(list);
  std::map<std::string, std::vector<const ListedSlide*>> patients;
  for (const ListedSlide& one : list.slides)
    patients[one.patient.empty() ? fmt::format("slide-{}", one.row) : one.patient].push_back(&one);
  std::vector<const ListedSlide*> slides;
  for (const auto& [patient, own] : patients)
    if (ruledOut(factsOf(own, list, columns), rules).empty()) slides.insert(slides.end(), own.begin(), own.end());
  std::ranges::sort(slides, {}, &ListedSlide::row);
  return slides;
}

Result<TrainingOverlap> findOverlap(const RunRequest& request, const Protocol& protocol, const ScoredCohort& cohort) {
  if (request.record == nullptr) return notAssessable("no training record was given");
  const std::vector<const ListedSlide*> slides = slidesOfStudy(cohort.list, protocol.cohort);
  std::map<std::size_t, std::uint64_t> images;
  if (request.images) {
    auto found = request.images(slides);
    if (!found) return fail(found.error());
    images = std::move(*found);
  }
  std::vector<StudySlideIds> ids;
  for (const ListedSlide* slide : slides) {
    StudySlideIds one{slide->row, slide->patient, {}, {}};
    const auto at = slideAt(*cohort.reading, slide->row);
    if (at && cohort.reading->slides[*at].result) one.sha256 = cohort.reading->slides[*at].result->sha256;
    if (const auto image = images.find(slide->row); image != images.end()) one.image = image->second;
    ids.push_back(std::move(one));
  }
  return overlapOf(*request.record, ids);
}

Result<std::map<std::size_t, double>> compareOutlines(const RunRequest& request, const LockedRun& run) {
  std::vector<const ListedSlide*> slides;
  for (const ListedSlide* one : slidesOfStudy(run.cohort.list, run.files.protocol.cohort))
    if (!one->tumour.empty()) slides.push_back(one);
  if (slides.empty() || !request.outlines) return std::map<std::size_t, double>();
  return request.outlines(slides, *run.cohort.reading);
}

// In the order of what weighs most.
Result<std::vector<std::string>> noticesOf(const LockedRun& run) {
  std::vector<std::string> notices;
  const auto add = [&notices](std::string sentence) {
    if (!sentence.empty()) notices.push_back(std::move(sentence));
  };
  const Protocol& protocol = run.files.protocol;
  add(noticeOf(run.files.manifest.status));
  if (protocol.thresholdsTunedHere) add("The threshold was tuned on the data that it is tested on");
  const auto columns = outcomeColumns(run.cohort.listCsv, run.files.outcomesCsv, protocol);
  if (!columns) return fail(columns.error());
  add(outcomesNotice(*columns));
  if (const std::string& scored = run.cohort.firstScored; !scored.empty() && scored < run.lock.at)
    add(fmt::format("The cohort was scored from {:.16} UTC on, before the protocol was locked at {:.16} UTC", scored,
                    run.lock.at));
  for (const std::string& one : run.overlap.notices(protocol.kind)) add(one);
  if (!run.history.isKnown) add(run.history.sentence());
  add(run.history.notice());
  for (const std::string& one : run.history.notes) add(one);
  if (run.cohort.parameters.libraries.empty())
    add("With which libraries the cohort was scored is not known: an earlier version of the program scored it");
  else if (run.cohort.parameters.programs.empty())
    add("Which build of the program scored the cohort is not known: an earlier one did");
  if (!run.cohort.reading->mixed.empty()) add("The cohort holds " + run.cohort.reading->mixed);
  if (const std::string& reason = run.cohort.parameters.outsideScope; !reason.empty())
    add(fmt::format("Slides outside the bundle's scope were scored, too: {}", reason));
  return notices;
}

Result<void> tellHistory(LockedRun& run, const Result<StudyRegister>& all) {
  run.history = historyOf(all, run.lock, run.cohort.members(), run.run.as);
  run.isRegisterKnown = run.history.isKnown;
  for (const std::string& one : run.doubts) run.history.doubt(one);
  auto notices = noticesOf(run);
  if (!notices) return fail(notices.error());
  run.notices = std::move(*notices);
  return {};
}

}  // namespace

Result<LockedRun> openLocked(const RunRequest& request) {
  auto check = checkLock(request.protocol, request.program);
  if (!check) return fail(check.error());
  LockedRun run;
  run.lock = std::move(check->lock);
  run.files = std::move(check->files);
  auto cohort = readScored(request.cohort, request.stop);
  if (!cohort) return fail(cohort.error());
  run.cohort = std::move(*cohort);
  // What was changed is told before what is missing: with another protocol, other repeats would be asked for.
  const bool isSame = run.files.frozen.protocol == run.lock.frozen.protocol;
  auto repeats = isSame ? readRepeats(request, run.files.protocol) : std::vector<ScoredRepeat>();
  if (!repeats) return fail(repeats.error());
  run.repeats = std::move(*repeats);
  if (const auto changes = allChanges(run, request.allowMixed); !changes.empty())
    return fail(changedSince(request.protocol, run.lock, changes));
  auto overlap = findOverlap(request, run.files.protocol, run.cohort);
  if (!overlap) return fail(overlap.error());
  run.overlap = std::move(*overlap);
  if (auto none = refuseTrained(run.overlap); !none) return fail(none.error());
  const auto all = StudyRegister::read(request.registerFile);
  if (all && isForged(*all, run.lock))
    return fail(ErrorKind::refused,
                fmt::format("{} was changed after it was made: the register holds another lock as entry {}",
                            lockFileOf(request.protocol).string(), run.lock.entry.number));
  run.run.as = request.as;
  run.doubts = request.doubts;
  if (request.as != 0) {
    if (!all) return fail(all.error());
    const auto made = conclusionToMake(*all, run.lock, run.cohort.members().slides, request.as);
    if (!made) return failIn(fmt::format("the register {}", request.registerFile.string()), made.error());
    run.madeBefore = (*made)->files;
    const RegisterEntry* again = all->entry(request.as, EntryKind::run);
    run.run.at = again->at;
    run.run.by = again->by;
  }
  // Last, since every slide is opened for it.
  auto outlines = compareOutlines(request, run);
  if (!outlines) return fail(outlines.error());
  run.outlines = std::move(*outlines);
  if (auto told = tellHistory(run, all); !told) return fail(told.error());
  return run;
}

Result<void> enterRun(LockedRun& run, const RegisterWriting& writing) {
  const auto all = StudyRegister::read(writing.file);
  const std::string fault = all ? faultFor(*all, run.lock) : all.error().message;
  if (run.run.as == 0) {
    run.run.at = utcNow();
    run.run.by = writing.by;
  }
  if (!fault.empty() && run.isRegisterKnown)
    return fail(ErrorKind::refused,
                fmt::format("the register {} was as the lock has it, and is not any more: {}; the run was not begun",
                            writing.file.string(), fault));
  if (!fault.empty()) return {};
  Result<void> told;
  const auto entry = registerRun(writing, run.lock, run.cohort.members().slides, run.run.as,
                                 [&](const StudyRegister& before) { told = tellHistory(run, before); });
  if (!entry) return fail(entry.error());
  if (!told) return told;
  run.run.number = entry->number;
  run.run.hash = entry->hash;
  if (run.run.as == 0) run.run.at = entry->at;
  return {};
}

}  // namespace snitt::validation

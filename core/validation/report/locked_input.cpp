#include "core/validation/report/locked_input.h"

#include <fmt/format.h>

#include <set>

#include "core/atomic_file.h"
#include "core/csv.h"

namespace snitt::validation {
namespace {

using document::Fact;

std::string joined(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "; ")); }

std::vector<Fact> lockFactsOf(const LockedRun& run) {
  const Frozen& frozen = run.lock.frozen;
  std::vector<Fact> facts{{"Locked by", run.lock.by.inWords()},
                          {"Run by", fmt::format("{}, {}", run.run.by.inWords(), run.run.at)},
                          {"Program", frozen.program.version},
                          {"Device and precision", fmt::format("{}, {}, kernels {}", frozen.path.device,
                                                               frozen.path.precision, frozen.path.kernels)},
                          {"Engine", joined(frozen.program.engine)},
                          {"Readers", joined(frozen.program.readers)}};
  if (!run.lock.again.empty()) facts.push_back({"Locked again because", run.lock.again});
  return facts;
}

std::vector<Fact> hashesOf(const LockedRun& run) {
  const Frozen& frozen = run.lock.frozen;
  std::vector<Fact> facts{{"Program", frozen.program.sha256},
                          {"Bundle", frozen.bundle.sha256},
                          {fmt::format("Slide list {}", frozen.list.file), frozen.list.sha256},
                          {fmt::format("Outcomes {}", frozen.outcomes.file), frozen.outcomes.sha256}};
  for (const FrozenRepeat& one : frozen.repeats)
    facts.push_back({fmt::format("Slide list of {}", one.name), one.list.sha256});
  for (const auto& [name, sha256] : run.cohort.tables) facts.push_back({fmt::format("Cohort's {}", name), sha256});
  return facts;
}

StudyHistory historyOf(const History& history) {
  StudyHistory told;
  if (!history.isKnown) told.unknown = history.why.empty() ? "the register could not be used" : history.why;
  for (const HistoryEntry& one : history.entries) {
    if (!one.isThisLock)
      told.earlier.push_back({static_cast<int>(one.number),
                              "lock",
                              one.at,
                              one.study,
                              one.by.inWords(),
                              one.criteria,
                              {},
                              one.sharedPatients});
    for (const EarlierRun& run : one.runs)
      told.earlier.push_back({static_cast<int>(run.number), one.isThisLock ? "run of this lock" : "run", run.at,
                              one.study, run.by.inWords(), one.criteria,
                              run.conclusion.empty() ? "broken off" : run.conclusion, one.sharedPatients});
  }
  return told;
}

Result<std::vector<TrainingCell>> trainingCellsOf(const StudyFiles& files) {
  std::vector<TrainingCell> cells;
  if (!files.manifest.training || files.manifest.training->cohort.empty()) return cells;
  const auto file = studyFile(files.file, files.protocol.bundle) / files.manifest.training->cohort;
  const auto text = readFile(file);
  if (!text) return fail(text.error());
  const auto table = parseCsv(*text);
  if (!table) return failIn(file.string(), table.error());
  const auto variable = table->column("variable");
  const auto level = table->column("level");
  const auto all = table->column("all");
  if (!variable || !level || !all)
    return fail(ErrorKind::corrupt, file.string() + " has not the columns variable, level and all");
  for (const CsvRow& row : table->rows) cells.push_back({row[*variable], row[*level], row[*all]});
  return cells;
}

RepeatedReading readingOf(const ScoredRepeat& repeat) {
  RepeatedReading reading;
  reading.part = repeat.part;
  for (const CohortPatient& one : repeat.cohort.reading->patients) {
    if (!one.decision) continue;
    reading.combined.emplace(one.patient, one.decision->combined);
    reading.prognosis.emplace(one.patient, one.decision->prognosis);
  }
  std::set<std::string> scanners;
  for (const ListedSlide& one : repeat.cohort.list.slides) scanners.emplace(one.fact("scanner"));
  if (scanners.size() == 1) reading.scanner = *scanners.begin();
  return reading;
}

}  // namespace

Result<ReportInput> reportInputOf(const LockedRun& run, const ReportRun& how) {
  ReportInput input;
  input.protocol = run.files.protocol;
  const auto outcomes = readStudyOutcomes(run.files.outcomesCsv, input.protocol.outcomes);
  if (!outcomes) return failIn(input.protocol.outcomes.file.string(), outcomes.error());
  auto study = assembleStudy({&input.protocol, &run.cohort.list, run.cohort.reading.get(), &*outcomes});
  if (!study) return fail(study.error());
  input.study = *std::move(study);
  for (StudyPatient& patient : input.study.patients)
    for (StudySlide& slide : patient.slides)
      if (const auto found = run.outlines.find(slide.row); found != run.outlines.end()) slide.dice = found->second;
  input.manifest = run.files.manifest;
  input.bundleSha256 = run.lock.frozen.bundle.sha256;
  input.lockHash = run.lock.hash;
  input.lockTime = run.lock.at;
  input.lockFacts = lockFactsOf(run);
  input.hashes = hashesOf(run);
  input.notices = run.notices;
  input.history = historyOf(run.history);
  input.overlap = run.overlap.sentence() + ".";
  input.overlapAssessed = run.overlap.isAssessed();
  auto cells = trainingCellsOf(run.files);
  if (!cells) return fail(cells.error());
  input.trainingCells = *std::move(cells);
  for (const ScoredRepeat& one : run.repeats) input.repeats.push_back(readingOf(one));
  input.command = how.command;
  input.runDate = run.run.at;
  input.threads = how.threads;
  input.stop = how.stop;
  return input;
}

}  // namespace snitt::validation

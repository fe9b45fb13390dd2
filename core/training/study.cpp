#include "core/training/study.h"

#include <functional>

namespace snitt::training {
namespace {

std::optional<double> number(std::optional<bool> flag) {
  return flag ? std::optional<double>(*flag ? 1.0 : 0.0) : std::nullopt;
}

SlideRow rowOf(const ListedSlide& slide) {
  SlideRow row;
  row.row = slide.row;
  row.patient = slide.patient;
  row.slide = slide.path.filename().string();
  row.path = slide.path.string();
  if (slide.split) row.split = toText(*slide.split);
  row.ageYears = slide.ageYears;
  row.timeDays = slide.outcome.timeDays;
  row.event = number(slide.outcome.event);
  if (slide.outcome.cause) row.cause = toText(*slide.outcome.cause);
  row.recurrence = number(slide.outcome.recurrence);
  row.recurrenceDays = slide.outcome.recurrenceDays;
  return row;
}

Result<void> checkThatSidesServe(const std::vector<PatientSide>& sides, const std::vector<DistinctLabel>& labels,
                                 const std::vector<std::uint8_t>& events, const TrainConfig& config) {
  if (config.needsLabels())
    if (auto checked = checkDistinctSides(sides, labels); !checked) return checked;
  if (config.learning.loss == Loss::cox || config.memberFigure == MemberFigure::concordance)
    return checkEventSides(sides, events);
  return {};
}

std::vector<std::string> levelsOf(const std::vector<bool>& takesPart,
                                  const std::function<std::string(std::size_t patient)>& level) {
  std::vector<std::string> levels;
  for (std::size_t i = 0; i < takesPart.size(); ++i)
    if (takesPart[i]) levels.push_back(level(i));
  return levels;
}

}  // namespace

std::vector<DistinctLabel> Study::labelsAlone() const {
  std::vector<DistinctLabel> alone;
  for (const LabelResult& one : labels) alone.push_back(one.label);
  return alone;
}

Result<Study> planStudy(const SlideList& list, const TrainConfig& config) {
  if (auto columns = requireColumns(list.columns, config.event, config.needsLabels()); !columns)
    return fail(columns.error());
  if (auto faultless = checkNoFaults(list); !faultless) return fail(ErrorKind::usage, faultless.error().message);
  Study study;
  for (const ListedSlide& slide : list.slides) study.rows.push_back(rowOf(slide));
  if (study.rows.empty() && !list.excluded.empty()) return fail(ErrorKind::usage, "the list excludes all of its rows");
  auto cohort = gatherCohort(study.rows, config.event);
  if (!cohort) return fail(cohort.error());
  study.cohort = std::move(*cohort);
  study.cohort.excludedRows = list.excluded.size();

  std::vector<SplitPatient> patients;
  std::vector<std::uint8_t> events;
  for (const Patient& patient : study.cohort.patients) {
    study.labels.push_back(distinctLabel(patient.outcome, config.labels));
    patients.push_back({patient.id, stratumOf(study.labels.back().label, patient.outcome.event), patient.given});
    events.push_back(patient.outcome.event ? 1 : 0);
  }
  const auto sides = splitPatients(patients, config.split);
  if (!sides) return fail(sides.error());
  if (config.learning.loss == Loss::distinct)
    study.sides = sidesForDistinctLabels(*sides, study.labelsAlone());
  else
    for (const Side side : *sides) study.sides.push_back({side, false});
  if (auto serve = checkThatSidesServe(study.sides, study.labelsAlone(), events, config); !serve)
    return fail(serve.error());
  return study;
}

Result<void> checkSides(const Study& study, const TrainConfig& config, const std::vector<bool>& takesPart) {
  std::vector<PatientSide> sides;
  std::vector<DistinctLabel> labels;
  std::vector<std::uint8_t> events;
  for (std::size_t i = 0; i < takesPart.size(); ++i) {
    if (!takesPart[i]) continue;
    sides.push_back(study.sides[i]);
    labels.push_back(study.labels[i].label);
    events.push_back(study.cohort.patients[i].outcome.event ? 1 : 0);
  }
  return checkThatSidesServe(sides, labels, events, config);
}

Result<CohortTable> describeCohort(const Study& study, const SlideList& list, const std::vector<bool>& takesPart,
                                   bool withLabels) {
  std::vector<Side> sides;
  for (std::size_t i = 0; i < takesPart.size(); ++i)
    if (takesPart[i]) sides.push_back(study.sides[i].side);
  const auto slideOf = [&](std::size_t patient) -> const ListedSlide& {
    return list.slides[study.cohort.patients[patient].slides.front()];
  };
  const auto outcomeOf = [&](std::size_t patient) -> const PatientOutcome& {
    return study.cohort.patients[patient].outcome;
  };
  std::vector<CohortVariable> variables;
  const auto add = [&](std::string name, const std::function<std::string(std::size_t)>& level) {
    variables.push_back({std::move(name), levelsOf(takesPart, level)});
  };
  if (list.has("age")) add("age", [&](std::size_t i) { return ageGroup(outcomeOf(i).ageYears); });
  if (list.has("sex")) add("sex", [&](std::size_t i) { return slideOf(i).sex; });
  if (list.has("site")) add("site", [&](std::size_t i) { return slideOf(i).site; });
  for (const char* key : {"organ", "pT", "pN", "scanner"})
    if (list.has(key)) add(key, [&](std::size_t i) { return std::string(slideOf(i).fact(key)); });
  add("event", [&](std::size_t i) { return std::string(outcomeOf(i).event ? "yes" : "no"); });
  if (withLabels) add("outcome", [&](std::size_t i) { return std::string(toText(study.labels[i].label)); });
  return cohortTable(sides, variables);
}

}  // namespace snitt::training

#include "core/analysis/classes_section.h"

#include <optional>

#include <fmt/format.h>

#include "core/analysis/competing_column.h"
#include "core/analysis/levels_of_column.h"
#include "core/text/number.h"

namespace snitt::analysis {
namespace {

using statistics::RiskClass;

std::optional<RiskClass> classOf(const std::string& cell) {
  if (cell == "good") return RiskClass::good;
  if (cell == "uncertain") return RiskClass::uncertain;
  if (cell == "poor") return RiskClass::poor;
  const auto number = parseNumber(cell);
  if (number == 0) return RiskClass::good;
  if (number == 1) return RiskClass::poor;
  return std::nullopt;
}

}  // namespace

Result<ClassesSection> analyseClasses(const DataTable& table, const Followup& followup, const ClassesRequest& request) {
  if (request.horizons.empty()) return fail(ErrorKind::usage, "classes are judged at a horizon: give --horizons");
  const auto cells = table.texts(request.classes);
  if (!cells) return fail(cells.error());
  std::vector<std::optional<RiskClass>> classes;
  for (std::size_t row = 0; row < cells->size(); ++row) {
    classes.push_back(classOf((*cells)[row]));
    if (!classes.back() && !(*cells)[row].empty())
      return fail(ErrorKind::corrupt,
                  fmt::format("row {}, column \"{}\": \"{}\" is none of good, uncertain, poor, 0 (good) and 1 (poor)",
                              row + 2, request.classes, (*cells)[row]));
  }
  const auto clusters = levelsOfColumn(table, request.cluster);
  if (!clusters) return fail(clusters.error());
  const auto competing = CompetingColumn::read(table, followup, request.competing, request.competingValue);
  if (!competing) return fail(competing.error());
  const Patients patients = patientsWhere(followup, [&](std::size_t row) {
    return classes[row].has_value() && clusters->level[row] >= 0 && competing->known(row);
  });
  if (patients.n() == 0)
    return fail(ErrorKind::corrupt, fmt::format("no row with a follow-up has a class (\"{}\")", request.classes));
  std::vector<RiskClass> here;
  for (const std::size_t row : patients.rows) here.push_back(*classes[row]);
  ClassesSection section{request.classes,           patients.n(), patients.dropped, patients.n(), {}, request.bootstrap,
                         !request.competing.empty()};
  std::vector<std::size_t> patientOfRow;
  if (!request.cluster.empty()) {
    patientOfRow = renumbered(picked(clusters->level, patients.rows));
    section.patients = countOf(patientOfRow);
  }
  for (const double horizon : request.horizons) {
    auto one = statistics::horizonTable(patients.view(), here, horizon, request.bootstrap.options(section.patients),
                                        patientOfRow, competing->of(patients.rows));
    if (!one) return fail(one.error());
    section.tables.push_back(*std::move(one));
  }
  return section;
}

}  // namespace snitt::analysis

#include "core/analysis/cox_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/levels_of_column.h"
#include "core/text/nearest.h"
#include "core/text/number.h"
#include "core/text/one_line.h"

namespace snitt::analysis {
namespace {

// A covariate of all rows of the table, and in which of them it is known.
struct Column {
  std::string name;
  bool factor = false;
  std::vector<double> numbers;
  std::vector<std::string> texts;

  [[nodiscard]] bool known(std::size_t row) const { return factor ? !texts[row].empty() : !std::isnan(numbers[row]); }
  [[nodiscard]] statistics::Covariate of(const std::vector<std::size_t>& rows) const {
    if (factor) return {name, picked(texts, rows)};
    return {name, picked(numbers, rows)};
  }
};

// One odd cell ("NaN", "unknown") must not make a factor of a column of numbers.
Result<void> checkNotMixed(const DataTable& table, const std::string& name) {
  const auto cells = table.texts(name);
  if (!cells) return fail(cells.error());
  std::size_t known = 0;
  std::size_t numbers = 0;
  std::size_t odd = 0;
  for (std::size_t row = 0; row < cells->size(); ++row) {
    if ((*cells)[row].empty()) continue;
    ++known;
    if (parseNumber((*cells)[row]))
      ++numbers;
    else
      odd = row;
  }
  if (2 * numbers <= known || numbers == known) return {};
  return fail(ErrorKind::corrupt,
              fmt::format("row {}, column \"{}\": \"{}\" stands among numbers; leave the cell empty where the value is "
                          "not known, or name the column in --factors",
                          odd + 2, name, oneLine((*cells)[odd], 30)));
}

Result<Column> columnOf(const DataTable& table, const std::string& name, bool isFactor) {
  Column column{name, isFactor || (table.has(name) && !table.isNumeric(name)), {}, {}};
  if (column.factor) {
    if (!isFactor)
      if (auto checked = checkNotMixed(table, name); !checked) return fail(checked.error());
    auto texts = table.texts(name);
    if (!texts) return fail(texts.error());
    column.texts = *std::move(texts);
    return column;
  }
  auto numbers = table.numbers(name);
  if (!numbers) return fail(numbers.error());
  column.numbers = *std::move(numbers);
  return column;
}

Result<std::vector<Column>> columnsOf(const DataTable& table, const CoxRequest& request) {
  for (const std::string& factor : request.factors)
    if (std::ranges::count(request.covariates, factor) == 0)
      return fail(ErrorKind::usage, fmt::format("--factors {} is not among the covariates{}", factor,
                                                nearestHint(factor, request.covariates)));
  std::vector<Column> columns;
  for (const std::string& name : request.covariates) {
    auto column = columnOf(table, name, std::ranges::count(request.factors, name) > 0);
    if (!column) return fail(column.error());
    columns.push_back(*std::move(column));
  }
  return columns;
}

// What the fit was made from, and is asked with again.
struct Inputs {
  Patients patients;
  std::vector<int> stratum;
  std::vector<int> cluster;
  statistics::CoxOptions options;
};

// A sample in which row i occurs counts[i] times, written out.
struct Sample {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<int> stratum;
  statistics::Design design;
};

Sample sampleOf(const Inputs& inputs, const statistics::Design& design, std::span<const std::uint32_t> counts) {
  Sample sample;
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < counts.size(); ++i) rows.insert(rows.end(), counts[i], i);
  sample.time = picked(inputs.patients.time, rows);
  sample.event = picked(inputs.patients.event, rows);
  if (!inputs.options.strata.empty()) sample.stratum = picked(inputs.stratum, rows);
  sample.design = {rows.size(), design.names, {}, design.terms};
  sample.design.x.reserve(rows.size() * design.columns());
  for (std::size_t j = 0; j < design.columns(); ++j)
    for (const std::size_t row : rows) sample.design.x.push_back(design.at(row, j));
  return sample;
}

Result<ResampledFigures> resampledRatios(const Inputs& inputs, const statistics::Design& design,
                                         const ResamplingRequest& request) {
  const bool clustered = !inputs.options.cluster.empty();
  const std::vector<std::size_t> patientOfRow = renumbered(inputs.cluster);
  const std::size_t patients = clustered ? countOf(patientOfRow) : inputs.patients.n();
  const auto statistic = [&](std::span<const std::uint32_t> drawn) {
    std::vector<double> ratios(design.columns(), statistics::kUndefined);
    const std::vector<std::uint32_t> counts = clustered ? statistics::countsOfRows(drawn, patientOfRow)
                                                        : std::vector<std::uint32_t>(drawn.begin(), drawn.end());
    const Sample sample = sampleOf(inputs, design, counts);
    if (sample.time.empty()) return ratios;
    statistics::CoxOptions options;
    options.ties = inputs.options.ties;
    options.strata = sample.stratum;
    const auto fit = statistics::coxFit({sample.time, sample.event}, sample.design, options);
    for (std::size_t j = 0; fit && j < ratios.size(); ++j)
      if (!fit->coefficients[j].mayBeInfinite) ratios[j] = fit->coefficients[j].hr;
    return ratios;
  };
  auto figures = statistics::bootstrap(patients, statistic, request.options(patients));
  if (!figures) return fail(figures.error());
  ResampledFigures result{request.resamples, request.seed, patients, {}, *std::move(figures)};
  for (const std::string& name : design.names) result.names.push_back("hr " + name);
  return result;
}

// Hazards, tests and residuals that rest on the fit.
Result<void> addHazards(const Inputs& inputs, const Levels& strata, CoxSection& section) {
  const auto view = inputs.patients.view();
  const std::vector<double> zero(section.design.columns(), 0.0);
  section.means = statistics::columnMeans(section.design);
  auto baseline = statistics::coxCurves(section.fit, view, section.design, inputs.options, zero);
  if (!baseline) return fail(baseline.error());
  const auto atMeans = statistics::coxCurves(section.fit, view, section.design, inputs.options, section.means);
  if (!atMeans) return fail(atMeans.error());
  for (std::size_t s = 0; s < baseline->size(); ++s) {
    StratumHazard one;
    if (!inputs.options.strata.empty()) one.stratum = strata.names[static_cast<std::size_t>((*baseline)[s].stratum)];
    for (const double horizon : section.horizons) one.atMeans.push_back(statistics::survivalAt((*atMeans)[s], horizon));
    one.baseline = std::move((*baseline)[s]);
    section.strata.push_back(std::move(one));
  }
  return {};
}

Result<void> addResiduals(const Inputs& inputs, CoxSection& section) {
  const auto view = inputs.patients.view();
  auto residuals = statistics::coxResiduals(section.fit, view, section.design, inputs.options);
  if (!residuals) return fail(residuals.error());
  section.residuals = *std::move(residuals);
  auto schoenfeld = statistics::schoenfeldResiduals(section.fit, view, section.design, inputs.options);
  if (!schoenfeld) return fail(schoenfeld.error());
  section.schoenfeld = *std::move(schoenfeld);
  return {};
}

Result<CoxSection> fitted(const Inputs& inputs, statistics::Design design) {
  auto fit = statistics::coxFit(inputs.patients.view(), design, inputs.options);
  if (!fit) return fail(fit.error());
  CoxSection section;
  section.dropped = inputs.patients.dropped;
  section.rows = inputs.patients.rows;
  section.event = inputs.patients.event;
  section.design = std::move(design);
  section.fit = *std::move(fit);
  auto tests = statistics::proportionalHazards(section.fit, inputs.patients.view(), section.design, inputs.options);
  if (tests)
    section.proportional = *std::move(tests);
  else
    section.proportionalUndefined = tests.error().message;
  return section;
}

}  // namespace

Result<CoxSection> analyseCox(const DataTable& table, const Followup& followup, const CoxRequest& request) {
  const auto columns = columnsOf(table, request);
  if (!columns) return fail(columns.error());
  const auto strata = levelsOfColumn(table, request.strata);
  if (!strata) return fail(strata.error());
  const auto clusters = levelsOfColumn(table, request.cluster);
  if (!clusters) return fail(clusters.error());
  const Patients patients = patientsWhere(followup, [&](std::size_t row) {
    return strata->level[row] >= 0 && clusters->level[row] >= 0 &&
           std::ranges::all_of(*columns, [&](const Column& column) { return column.known(row); });
  });
  if (patients.n() == 0)
    return fail(ErrorKind::corrupt,
                fmt::format("no row has a follow-up and all covariates ({})", fmt::join(request.covariates, ", ")));
  if (patients.events() == 0)
    return fail(ErrorKind::corrupt,
                fmt::format("no row with all covariates ({}) has an event, which a Cox regression needs",
                            fmt::join(request.covariates, ", ")));
  std::vector<statistics::Covariate> covariates;
  for (const Column& column : *columns) covariates.push_back(column.of(patients.rows));
  auto design = statistics::makeDesign(patients.n(), covariates);
  // What makes no design is in the table: a factor with one level, a column of names.
  if (!design) return fail(ErrorKind::corrupt, design.error().message);
  Inputs inputs{patients, picked(strata->level, patients.rows), picked(clusters->level, patients.rows), {}};
  inputs.options.ties = request.ties;
  if (!request.strata.empty()) inputs.options.strata = inputs.stratum;
  if (!request.cluster.empty()) inputs.options.cluster = inputs.cluster;
  auto section = fitted(inputs, *std::move(design));
  if (!section) return section;
  section->horizons = request.horizons;
  if (auto added = addHazards(inputs, *strata, *section); !added) return fail(added.error());
  if (request.residuals)
    if (auto added = addResiduals(inputs, *section); !added) return fail(added.error());
  if (!request.bootstrap) return section;
  auto ratios = resampledRatios(inputs, section->design, *request.bootstrap);
  if (!ratios) return fail(ratios.error());
  section->bootstrap = *std::move(ratios);
  return section;
}

}  // namespace snitt::analysis

#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

void writeCoefficient(JsonWriter& out, const statistics::CoxCoefficient& one, bool robust) {
  out.openObject(kOneLine);
  out.key("name").text(one.name);
  writeNumber(out, "beta", one.beta);
  writeNumber(out, "se", one.se);
  if (robust) writeNumber(out, "naiveSe", one.naiveSe);
  writeNumber(out, "hr", one.hr);
  writeNumber(out, "lower95", one.lower95);
  writeNumber(out, "upper95", one.upper95);
  writeNumber(out, "z", one.z);
  writeNumber(out, "p", one.p);
  if (one.mayBeInfinite) out.key("mayBeInfinite").flag(true);
  out.close();
}

void writeStratum(JsonWriter& out, const StratumHazard& one, const std::vector<double>& horizons) {
  out.openObject();
  out.key("stratum").textOrNull(one.stratum);
  out.key("atMeans").openArray();
  for (std::size_t h = 0; h < horizons.size(); ++h) {
    out.openObject(kOneLine);
    writeNumber(out, "time", horizons[h]);
    writeNumber(out, "survival", one.atMeans[h].value);
    writeNumber(out, "se", one.atMeans[h].stdErr);
    writeNumber(out, "lower95", one.atMeans[h].lower95);
    writeNumber(out, "upper95", one.atMeans[h].upper95);
    out.close();
  }
  out.close();
  out.key("baseline").openArray();
  for (std::size_t i = 0; i < one.baseline.time.size(); ++i) {
    if (one.baseline.events[i] == 0) continue;  // the hazard rises at events alone
    out.openObject(kOneLine);
    writeNumber(out, "time", one.baseline.time[i]);
    writeCount(out, "atRisk", one.baseline.atRisk[i]);
    writeCount(out, "events", one.baseline.events[i]);
    writeNumber(out, "hazard", one.baseline.cumHazard[i]);
    writeNumber(out, "se", one.baseline.cumHazardSe[i]);
    writeNumber(out, "survival", one.baseline.survival[i]);
    out.close();
  }
  out.close();
  out.close();
}

// Rows are told as a spreadsheet shows them: the header is row 1.
void writeRows(JsonWriter& out, const std::vector<std::size_t>& rows) {
  out.key("row").openArray(kOneLine);
  for (const std::size_t row : rows) out.integer(static_cast<std::int64_t>(row) + 2);
  out.close();
}

// One array a coefficient, of a matrix with a row for each entry.
void writeColumns(JsonWriter& out, std::string_view key, const statistics::CoxFit& fit,
                  const std::vector<double>& matrix) {
  const std::size_t columns = fit.coefficients.size();
  out.key(key).openObject();
  for (std::size_t j = 0; j < columns; ++j) {
    std::vector<double> column;
    for (std::size_t i = j; i < matrix.size(); i += columns) column.push_back(matrix[i]);
    writeNumbers(out, fit.coefficients[j].name, column);
  }
  out.close();
}

void writeResiduals(JsonWriter& out, const CoxSection& section) {
  out.key("residuals").openObject();
  writeRows(out, section.rows);
  writeNumbers(out, "martingale", section.residuals->martingale);
  writeNumbers(out, "deviance", section.residuals->deviance);
  writeColumns(out, "dfbeta", section.fit, section.residuals->dfbeta);
  out.close();
  std::vector<std::size_t> rows;
  for (const std::size_t row : section.schoenfeld->row) rows.push_back(section.rows[row]);
  out.key("schoenfeldResiduals").openObject();
  writeRows(out, rows);
  writeNumbers(out, "time", section.schoenfeld->time);
  writeColumns(out, "residual", section.fit, section.schoenfeld->residual);
  writeColumns(out, "scaled", section.fit, section.schoenfeld->scaled);
  out.close();
}

void writeProportional(JsonWriter& out, const CoxSection& section) {
  if (!section.proportionalUndefined.empty()) {
    out.key("schoenfeld").openObject(kOneLine);
    out.key("undefined").text(section.proportionalUndefined);
    out.close();
    return;
  }
  out.key("schoenfeld").openArray();
  for (const statistics::ProportionalHazardsTest& one : section.proportional) {
    out.openObject(kOneLine);
    out.key("name").text(one.name);
    writeNumber(out, "chi2", one.test.chi2);
    writeNumber(out, "df", one.test.df);
    writeNumber(out, "p", one.test.p);
    out.close();
  }
  out.close();
}

}  // namespace

void writeCox(JsonWriter& out, const CoxSection& section) {
  const statistics::CoxFit& fit = section.fit;
  out.key("cox").openObject();
  writeCount(out, "n", fit.n);
  writeCount(out, "events", fit.events);
  writeCount(out, "dropped", section.dropped);
  if (fit.clusters > 0) writeCount(out, "patients", fit.clusters);
  out.key("ties").text(fit.ties == statistics::CoxTies::efron ? "efron" : "breslow");
  writeNumbers(out, "loglik", {fit.loglikNull, fit.loglik});
  out.key("coefficients").openArray();
  for (const statistics::CoxCoefficient& one : fit.coefficients) writeCoefficient(out, one, fit.clusters > 0);
  out.close();
  out.key("references").openObject(kOneLine);
  for (const statistics::DesignTerm& term : section.design.terms)
    if (!term.levels.empty()) out.key(term.name).text(term.levels.front());
  out.close();
  writeTest(out, "likelihoodRatio", fit.likelihoodRatio);
  writeTest(out, "score", fit.score);
  writeTest(out, "wald", fit.wald);
  if (fit.robustScore) writeTest(out, "robustScore", *fit.robustScore);
  out.key("converged").flag(fit.converged);
  out.key("notes").openArray();
  for (const std::string& note : fit.notes) out.text(note);
  out.close();
  out.key("means").openObject();
  for (std::size_t j = 0; j < section.means.size(); ++j) writeNumber(out, section.design.names[j], section.means[j]);
  out.close();
  out.key("strata").openArray();
  for (const StratumHazard& one : section.strata) writeStratum(out, one, section.horizons);
  out.close();
  if (section.bootstrap) writeBootstrap(out, *section.bootstrap);
  if (section.residuals) writeResiduals(out, section);
  out.close();
  writeProportional(out, section);
}

}  // namespace snitt::analysis

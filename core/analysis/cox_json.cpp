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
  writeTest(out, "likelihoodRatio", fit.likelihoodRatio);
  writeTest(out, "score", fit.score);
  writeTest(out, "wald", fit.wald);
  if (fit.robustScore) writeTest(out, "robustScore", *fit.robustScore);
  out.key("converged").flag(fit.converged);
  out.key("notes").openArray();
  for (const std::string& note : fit.notes) out.text(note);
  out.close();
  out.close();
}

}  // namespace snitt::analysis

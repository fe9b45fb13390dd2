#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

using namespace statistics;

void writeKappa(JsonWriter& out, std::string_view key, const Kappa& kappa) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "value", kappa.kappa.value);
  writeNumber(out, "se", kappa.kappa.stdErr);
  writeNumber(out, "lower95", kappa.kappa.lower95);
  writeNumber(out, "upper95", kappa.kappa.upper95);
  writeNumber(out, "observed", kappa.observed);
  writeNumber(out, "expected", kappa.expected);
  writeNumber(out, "z", kappa.z);
  writeNumber(out, "p", kappa.p);
  out.close();
}

void writeClassAgreement(JsonWriter& out, const ClassAgreement& one) {
  out.key("classes").openArray(kOneLine);
  for (const std::string& name : one.classes) out.text(name);
  out.close();
  out.key("table").openArray();
  const std::size_t k = one.classes.size();
  for (std::size_t i = 0; i < k; ++i) {
    out.openArray(kOneLine);
    for (std::size_t j = 0; j < k; ++j) out.integer(static_cast<std::int64_t>(one.counts[i * k + j]));
    out.close();
  }
  out.close();
  writeKappa(out, "kappa", one.unweighted);
  if (one.linear) writeKappa(out, "kappaLinear", *one.linear);
  if (one.quadratic) writeKappa(out, "kappaQuadratic", *one.quadratic);
}

void writeIntraclass(JsonWriter& out, const Intraclass& icc) {
  writeEstimate(out, "icc21", "value", icc.agreement);
  writeEstimate(out, "icc31", "value", icc.consistency);
  out.key("iccTest").openObject(kOneLine);
  writeNumber(out, "f", icc.f);
  writeNumber(out, "df1", icc.df1);
  writeNumber(out, "df2", icc.df2);
  writeNumber(out, "p", icc.p);
  out.close();
  writeNumber(out, "withinSd", icc.withinSd);
}

void writeBlandAltman(JsonWriter& out, const BlandAltman& one) {
  out.key("blandAltman").openObject();
  writeEstimate(out, "bias", "value", one.bias);
  writeNumber(out, "sd", one.sd);
  writeEstimate(out, "lowerLimit", "value", one.lowerLimit);
  writeEstimate(out, "upperLimit", "value", one.upperLimit);
  writeEstimate(out, "slope", "value", one.slope);
  writeNumber(out, "slopeP", one.slopeP);
  out.close();
}

}  // namespace

void writeAgreement(JsonWriter& out, const AgreementSection& section) {
  out.key("agreement").openObject();
  out.key("columns").openArray(kOneLine);
  for (const std::string& column : section.columns) out.text(column);
  out.close();
  writeCount(out, "n", section.n);
  writeCount(out, "dropped", section.dropped);
  if (section.classes) writeClassAgreement(out, *section.classes);
  if (section.intraclass) writeIntraclass(out, *section.intraclass);
  if (section.blandAltman) writeBlandAltman(out, *section.blandAltman);
  if (section.overlap) {
    out.key("overlap").openObject(kOneLine);
    writeNumber(out, "dice", section.overlap->dice);
    writeNumber(out, "jaccard", section.overlap->jaccard);
    out.close();
  }
  out.close();
}

}  // namespace snitt::analysis

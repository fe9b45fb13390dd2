#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

using statistics::CumulativeIncidence;

void writeCurve(JsonWriter& out, const CumulativeIncidence& incidence, std::size_t cause) {
  out.key("curve").openArray();
  for (std::size_t i = 0; i < incidence.time.size(); ++i) {
    const statistics::Estimate& at = incidence.cause[cause].incidence[i];
    out.openObject(kOneLine);
    writeNumber(out, "time", incidence.time[i]);
    writeCount(out, "atRisk", incidence.atRisk[i]);
    writeCount(out, "events", incidence.cause[cause].events[i]);
    writeCount(out, "censored", incidence.censored[i]);
    writeNumber(out, "incidence", at.value);
    writeNumber(out, "stdErr", at.stdErr);
    writeNumber(out, "lower95", at.lower95);
    writeNumber(out, "upper95", at.upper95);
    out.close();
  }
  out.close();
}

void writeHorizons(JsonWriter& out, const CumulativeIncidence& incidence, std::size_t cause,
                   const std::vector<double>& horizons) {
  out.key("horizons").openArray();
  for (const double horizon : horizons) {
    const statistics::Estimate at = incidence.at(cause + 1, horizon);
    out.openObject(kOneLine);
    writeNumber(out, "time", horizon);
    writeCount(out, "atRisk", incidence.atRiskAt(horizon));
    writeCount(out, "events", incidence.eventsBy(cause + 1, horizon));
    writeNumber(out, "incidence", at.value);
    writeNumber(out, "stdErr", at.stdErr);
    writeNumber(out, "lower95", at.lower95);
    writeNumber(out, "upper95", at.upper95);
    out.close();
  }
  out.close();
}

}  // namespace

void writeCompeting(JsonWriter& out, const CompetingSection& section) {
  out.key("competing").openObject();
  writeCount(out, "n", section.n);
  writeCount(out, "dropped", section.dropped);
  writeCount(out, "unknownCause", section.unknownCause);
  out.key("causes").openArray();
  for (std::size_t c = 0; c < section.causes.size(); ++c) {
    out.openObject();
    out.key("cause").text(section.causes[c]);
    writeCount(out, "events", section.events[c]);
    if (c < section.gray.size()) writeTest(out, "gray", section.gray[c]);
    out.key("groups").openArray();
    for (const GroupIncidence& one : section.groups) {
      out.openObject();
      out.key("group").text(one.group);
      writeCount(out, "n", one.incidence.patients);
      if (one.incidence.patients > 0) {
        writeHorizons(out, one.incidence, c, section.horizons);
        writeCurve(out, one.incidence, c);
      }
      out.close();
    }
    out.close();
    out.close();
  }
  out.close();
  out.close();
}

}  // namespace snitt::analysis

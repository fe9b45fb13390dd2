#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"
#include "core/analysis/stats.h"

namespace snitt::analysis {

std::string statsJson(const StatsResult& result) {
  JsonWriter out;
  out.openObject();
  out.key("format").text("snitt-stats/1");
  if (result.rows > 0) writeCount(out, "rows", result.rows);
  if (result.survival) {
    writeCount(out, "n", result.n);
    writeCount(out, "events", result.events);
    if (result.competingEvents) writeCount(out, "competingEvents", *result.competingEvents);
    writeCount(out, "dropped", result.rows - result.n);
    out.key("notes").openArray();
    for (const std::string& note : result.notes) out.text(note);
    out.close();
    writeSurvival(out, *result.survival);
  }
  if (result.cox) writeCox(out, *result.cox);
  if (result.discrimination) writeDiscrimination(out, *result.discrimination);
  if (result.calibration) writeCalibration(out, *result.calibration);
  if (result.competing) writeCompeting(out, *result.competing);
  if (result.classes) writeClasses(out, *result.classes);
  if (result.agreement) writeAgreement(out, *result.agreement);
  if (result.power) writePower(out, *result.power);
  if (result.stability) writeStability(out, *result.stability);
  if (result.cusum) writeCusum(out, *result.cusum);
  out.close();
  return out.take();
}

}  // namespace snitt::analysis

#include "core/json_writer_p.h"
#include "core/simulation/cohort_tables.h"

namespace snitt::simulation {
namespace {

void writeScanners(JsonWriter& json, const std::vector<ScannerModel>& scanners) {
  json.key("scanners").openArray();
  for (const ScannerModel& scanner : scanners) {
    json.openObject(JsonWriter::Layout::oneLine);
    json.key("name").text(scanner.name);
    json.key("share").number(scanner.share);
    json.key("mpp").number(scanner.mpp);
    json.key("mppSd").number(scanner.mppSd);
    json.close();
  }
  json.close();
}

}  // namespace

std::string simulationJson(const CohortModel& model, std::string_view software) {
  JsonWriter json;
  json.openObject();
  json.key("format").text("snitt-simulation/1");
  json.key("software").text(software);
  json.key("patients").integer(static_cast<std::int64_t>(model.patients));
  // As text: a JSON number has 53 bits.
  json.key("seed").text(std::to_string(model.seed));
  json.key("slidesPerPatient").integer(static_cast<std::int64_t>(model.slidesPerPatient));
  json.key("recruitmentStart").text(isoDate(model.recruitmentStart));
  for (const ModelNumber& number : modelNumbers()) json.key(number.name).number(model.*number.member);
  for (const ModelShares& field : modelShares(model)) {
    json.key(field.name).openArray(JsonWriter::Layout::oneLine);
    for (const double share : field.shares) json.number(share);
    json.close();
  }
  writeScanners(json, model.scanners);
  json.close();
  return json.take();
}

}  // namespace snitt::simulation

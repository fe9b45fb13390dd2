#include <nlohmann/json.hpp>

#include "core/store/archive/archive_json_p.h"

namespace snitt {

namespace {

using Json = nlohmann::ordered_json;

std::string textOf(const Json& json) {
  return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Json orNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json jsonOf(const ArchivedScan& scan) {
  return {{"id", scan.uuid},           {"fingerprint", scan.fingerprint},
          {"path", orNull(scan.path)}, {"bytes", scan.sizeBytes},
          {"modified", scan.modified}, {"scanner", scan.scanner},
          {"linkedBy", scan.linkedBy}, {"state", scan.current ? "current" : "superseded"},
          {"added", scan.added},       {"superseded", orNull(scan.supersededAt)}};
}

Json jsonOf(const ArchivedGlass& glass) {
  Json chosen;
  if (glass.chosen != Chosen::unsaid)
    chosen = {{"primaryTumour", glass.chosen == Chosen::primaryTumour}, {"by", glass.chosenBy}, {"at", glass.chosenAt}};
  Json scans = Json::array();
  for (const ArchivedScan& scan : glass.scans) scans.push_back(jsonOf(scan));
  return {{"id", glass.uuid}, {"number", glass.number}, {"stain", glass.stain}, {"barcode", orNull(glass.barcode)},
          {"chosen", chosen}, {"scans", scans}};
}

Json jsonOf(const ArchivedBlock& block) {
  Json slides = Json::array();
  for (const ArchivedGlass& glass : block.slides) slides.push_back(jsonOf(glass));
  return {{"id", block.uuid},
          {"label", block.label},
          {"tumour", block.tumour ? Json(*block.tumour) : Json()},
          {"slides", slides}};
}

Json jsonOf(const ArchivedSpecimen& specimen) {
  Json blocks = Json::array();
  for (const ArchivedBlock& block : specimen.blocks) blocks.push_back(jsonOf(block));
  return {{"id", specimen.uuid},
          {"label", specimen.label},
          {"kind", specimen.kind},
          {"bodySite", specimen.bodySite},
          {"blocks", blocks}};
}

Json jsonOf(const ArchivedPatient& patient) {
  Json numbers = Json::array();
  for (const PatientNumber& one : patient.identity.numbers)
    numbers.push_back({{"number", one.number}, {"authority", one.authority}, {"type", one.type}});
  return {{"id", patient.uuid},
          {"stated", patient.stated},
          {"numbers", numbers},
          {"family", patient.identity.family},
          {"given", patient.identity.given},
          {"birthDate", patient.identity.birthDate},
          {"sex", patient.identity.sex}};
}

Json jsonOf(const ArchivedFlag& flag) {
  return {{"flag", std::string(toText(flag.flag))},
          {"of", flag.ofPatient ? "patient" : "case"},
          {"since", flag.since},
          {"source", flag.source},
          {"set", flag.setAt},
          {"lifted", orNull(flag.liftedAt)},
          {"liftedSource", orNull(flag.liftedSource)}};
}

// Adds the score's files to `entries` and tells which they are.
Json jsonOf(const ArchivedScore& score, std::size_t number, std::vector<ZipEntry>& entries) {
  const std::string stem = "scores/" + std::to_string(number);
  entries.push_back({stem + ".json", score.json});
  Json json = {{"file", stem + ".json"},       {"path", orNull(score.path)}, {"parameters", score.parameters},
               {"rules", orNull(score.rules)}, {"stored", score.stored},     {"outline", nullptr},
               {"grids", Json::array()}};
  if (!score.outline.empty()) {
    entries.push_back({stem + ".geojson", score.outline});
    json["outline"] = {{"id", score.outlineId}, {"file", stem + ".geojson"}};
  }
  for (std::size_t i = 0; i < score.grids.size(); ++i) {
    std::string file = stem + "-" + std::to_string(i) + ".grid";
    entries.push_back({file, score.grids[i]});
    json["grids"].push_back(std::move(file));
  }
  return json;
}

Json jsonOf(const ArchivedCase& of, std::vector<ZipEntry>& entries) {
  Json json = {{"id", of.uuid},
               {"site", of.name.site},
               {"accession", of.name.accession},
               {"pending", of.pending},
               {"numbers", Json::array()},
               {"patient", of.patient ? jsonOf(*of.patient) : Json()},
               {"urgent", of.priority == Priority::urgent},
               {"state", std::string(toText(of.state))},
               {"received", of.received},
               {"stated", of.stated},
               {"created", of.created},
               {"comment", orNull(of.comment)},
               {"note", orNull(of.note)},
               {"specimens", Json::array()},
               {"staging", Json::array()},
               {"flags", Json::array()},
               {"scores", Json::array()},
               {"drawings", Json::array()}};
  for (const ArchivedNumber& one : of.numbers) json["numbers"].push_back({{"number", one.number}, {"kind", one.kind}});
  for (const ArchivedSpecimen& one : of.specimens) json["specimens"].push_back(jsonOf(one));
  for (const ArchivedFact& one : of.staging)
    json["staging"].push_back(
        {{"item", std::string(toText(one.item))}, {"value", one.value}, {"source", one.source}, {"at", one.at}});
  for (const ArchivedFlag& one : of.flags) json["flags"].push_back(jsonOf(one));
  for (std::size_t i = 0; i < of.scores.size(); ++i) json["scores"].push_back(jsonOf(of.scores[i], i + 1, entries));
  for (const ArchivedDrawings& one : of.drawings) {
    std::string file = "drawings/" + one.fingerprint + ".json";
    entries.push_back({file, formatDrawings(one)});
    json["drawings"].push_back(std::move(file));
  }
  return json;
}

Json jsonOf(const ArchiveOrigin& origin) {
  Json seal;
  if (origin.seal)
    seal = {{"row", origin.seal->seq},
            {"hash", origin.seal->hash},
            {"at", origin.seal->at},
            {"account", origin.seal->account},
            {"key", origin.seal->key.fingerprint()}};
  return {{"at", origin.at},
          {"by", origin.by},
          {"software", origin.software},
          {"database", origin.database},
          {"seal", seal}};
}

Json jsonOf(const std::vector<ArchivedEvent>& history) {
  Json json = Json::array();
  for (const ArchivedEvent& one : history)
    json.push_back({{"at", one.at}, {"person", one.person}, {"action", one.action}, {"details", one.details}});
  return json;
}

std::string toHex(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex.push_back(kDigits[value >> 4U]);
    hex.push_back(kDigits[value & 15U]);
  }
  return hex;
}

}  // namespace

std::string formatDrawings(const ArchivedDrawings& drawings) {
  Json drawn = Json::array();
  for (const ArchivedDrawing& one : drawings.drawn)
    drawn.push_back({{"id", one.uuid},
                     {"place", one.place},
                     {"parent", orNull(one.parent)},
                     {"kind", one.kind},
                     {"shape", one.shape},
                     {"wkb", toHex(one.geometry)},
                     {"class", one.className},
                     {"classColour", one.classColour ? Json(*one.classColour) : Json()},
                     {"colour", one.colour ? Json(*one.colour) : Json()},
                     {"name", one.name},
                     {"note", one.note},
                     {"locked", one.locked},
                     {"origin", one.origin},
                     {"author", one.author},
                     {"created", one.created},
                     {"changed", one.changed},
                     {"measurements", one.measurements},
                     {"other", one.other}});
  Json removed = Json::array();
  for (const RemovedDrawing& one : drawings.removed) removed.push_back({{"id", one.uuid}, {"at", one.removed}});
  return textOf(
      {{"format", "snitt-drawings/1"}, {"fingerprint", drawings.fingerprint}, {"drawn", drawn}, {"removed", removed}});
}

std::vector<ZipEntry> formatArchive(const ArchivedCase& archived, const ArchiveOrigin& origin) {
  std::vector<ZipEntry> entries(1);
  entries.front().name = "case.json";
  Json json = {{"format", "snitt-case/1"}, {"masked", archived.masked}, {"exported", jsonOf(origin)}};
  json["case"] = jsonOf(archived, entries);
  json["history"] = jsonOf(origin.history);
  entries.front().bytes = textOf(json);
  return entries;
}

}  // namespace snitt

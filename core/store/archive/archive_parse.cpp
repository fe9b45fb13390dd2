#include <algorithm>
#include <set>

#include "core/cases/lab_case.h"
#include "core/decision/patient.h"
#include "core/geojson.h"
#include "core/json_reader_p.h"
#include "core/score.h"
#include "core/store/archive/archive_json_p.h"
#include "core/store/grid_blob.h"

namespace snitt {

namespace {

constexpr std::size_t kMostText = 4ULL << 20;  // laboratories send megabytes in any field
constexpr std::size_t kMostEvents = 10'000;
constexpr std::int64_t kMostSize = 1LL << 50;

using Reader = JsonReader;

std::string boundedText(Reader& in, std::string_view key) {
  std::string text = in.text(key);
  if (text.size() > kMostText) in.fail(key, "is too long");
  return text;
}

std::string boundedTextOrNull(Reader& in, std::string_view key) {
  std::string text = in.textOrNull(key);
  if (text.size() > kMostText) in.fail(key, "is too long");
  return text;
}

std::string uuid(Reader& in) {
  std::string text = in.text("id");
  if (!isUuid(text)) in.fail("id", "must be a UUID");
  return text;
}

std::string time(Reader& in, std::string_view key) {
  std::string text = in.text(key);
  if (!isTime(text)) in.fail(key, "must be a time");
  return text;
}

std::string timeOrNull(Reader& in, std::string_view key) { return in.isGiven(key) ? time(in, key) : std::string(); }

std::string numberLike(Reader& in, std::string_view key) {
  std::string text = in.text(key);
  if (!isCaseNumber(text)) in.fail(key, "cannot be a number or name of a case");
  return text;
}

ArchivedScan scanOf(Reader& in) {
  ArchivedScan scan;
  scan.uuid = uuid(in);
  scan.fingerprint = in.text("fingerprint");
  if (!isFingerprint(scan.fingerprint)) in.fail("fingerprint", "must be hexadecimal digits");
  scan.path = boundedTextOrNull(in, "path");
  scan.sizeBytes = in.integer("bytes");
  if (scan.sizeBytes < 0 || scan.sizeBytes > kMostSize) in.fail("bytes", "is no file's size");
  scan.modified = boundedText(in, "modified");
  scan.scanner = boundedText(in, "scanner");
  scan.linkedBy = boundedText(in, "linkedBy");
  const std::string state = in.text("state");
  if (state != "current" && state != "superseded") in.fail("state", "must be current or superseded");
  scan.current = state == "current";
  scan.added = time(in, "added");
  scan.supersededAt = timeOrNull(in, "superseded");
  return scan;
}

ArchivedGlass glassOf(Reader& in) {
  ArchivedGlass glass;
  glass.uuid = uuid(in);
  glass.number = boundedText(in, "number");
  glass.stain = boundedText(in, "stain");
  glass.barcode = boundedTextOrNull(in, "barcode");
  if (in.isGiven("chosen")) {
    Reader chosen = in.object("chosen");
    glass.chosen = chosen.flag("primaryTumour") ? Chosen::primaryTumour : Chosen::notPrimaryTumour;
    glass.chosenBy = boundedText(chosen, "by");
    glass.chosenAt = time(chosen, "at");
    if (glass.chosen == Chosen::primaryTumour && !isHe(glass.stain))
      in.fail("chosen", "is primary tumour, on a slide that is not stained with haematoxylin and eosin");
  }
  for (Reader& one : in.objects("scans")) glass.scans.push_back(scanOf(one));
  if (std::ranges::count_if(glass.scans, &ArchivedScan::current) > 1) in.fail("scans", "has two current ones");
  return glass;
}

ArchivedBlock blockOf(Reader& in) {
  ArchivedBlock block;
  block.uuid = uuid(in);
  block.label = boundedText(in, "label");
  if (in.isGiven("tumour")) block.tumour = in.flag("tumour");
  for (Reader& one : in.objects("slides")) block.slides.push_back(glassOf(one));
  return block;
}

ArchivedSpecimen specimenOf(Reader& in) {
  ArchivedSpecimen specimen;
  specimen.uuid = uuid(in);
  specimen.label = boundedText(in, "label");
  specimen.kind = boundedText(in, "kind");
  specimen.bodySite = boundedText(in, "bodySite");
  std::set<std::string> labels;
  for (Reader& one : in.objects("blocks")) {
    specimen.blocks.push_back(blockOf(one));
    if (!labels.insert(specimen.blocks.back().label).second) in.fail("blocks", "has two of one label");
  }
  return specimen;
}

ArchivedPatient patientOf(Reader& in) {
  ArchivedPatient patient;
  patient.uuid = uuid(in);
  patient.stated = time(in, "stated");
  for (Reader& one : in.objects("numbers"))
    patient.identity.numbers.push_back(
        {boundedText(one, "number"), boundedText(one, "authority"), boundedText(one, "type")});
  patient.identity.family = boundedText(in, "family");
  patient.identity.given = boundedText(in, "given");
  patient.identity.birthDate = boundedText(in, "birthDate");
  patient.identity.sex = boundedText(in, "sex");
  return patient;
}

ArchivedFact factOf(Reader& in) {
  ArchivedFact fact;
  const auto item = stagingItemOf(in.text("item"));
  if (!item) in.fail("item", "is none that this program knows");
  fact.item = item.value_or(StagingItem::pT);
  fact.value = in.text("value");
  if (const auto value = stagingValue(fact.item, fact.value); !value || *value != fact.value || value->empty())
    in.fail("value", "is none that this item can have");
  fact.source = boundedText(in, "source");
  fact.at = time(in, "at");
  return fact;
}

ArchivedFlag flagIn(Reader& in) {
  ArchivedFlag out;
  const auto flag = flagOf(in.text("flag"));
  if (!flag) in.fail("flag", "is none that this program knows");
  out.flag = flag.value_or(Flag::doNotUse);
  const std::string of = in.text("of");
  if (of != "patient" && of != "case") in.fail("of", "must be patient or case");
  out.ofPatient = of == "patient";
  out.since = boundedText(in, "since");
  out.source = boundedText(in, "source");
  out.setAt = time(in, "set");
  out.liftedAt = timeOrNull(in, "lifted");
  out.liftedSource = boundedTextOrNull(in, "liftedSource");
  return out;
}

ArchivedEvent eventOf(Reader& in, const nlohmann::json& json) {
  ArchivedEvent event{time(in, "at"), boundedText(in, "person"), boundedText(in, "action"), {}};
  if (const auto details = json.find("details"); details != json.end() && details->is_object())
    for (const auto& [name, value] : details->items())
      if (value.is_string()) event.details[name] = value.get<std::string>();
  return event;
}

// --- scores

Result<void> checkScore(const ArchivedScore& score, const std::string& name) {
  const auto read = parseScore(score.json);
  if (!read) return failIn(name, read.error());
  if (!read->slide.path.empty()) return fail(ErrorKind::corrupt, name + " names a path");
  if (read->slide.sha256.empty() || read->bundleSha256.empty() || read->run.id.empty())
    return fail(ErrorKind::corrupt, name + " lacks the hash of its slide or bundle or the id of its run");
  if (!score.rules.empty())
    if (const auto rules = parseRules(score.rules); !rules || formatRules(*rules) != score.rules)
      return fail(ErrorKind::corrupt, name + ": the bundle's rules do not read as they were written");
  if (!parseJson(score.parameters)) return fail(ErrorKind::corrupt, name + ": its parameters are not JSON");
  return {};
}

Result<void> checkOutline(const std::string& outline, const std::string& name) {
  const auto features = parseOutlines(outline);
  if (!features) return failIn(name, features.error());
  if (features->size() != 1 || formatGeometry(features->front().polygons) != outline)
    return fail(ErrorKind::corrupt, name + " is no single geometry as this program writes it");
  return {};
}

// `gridBytes`: of all grids together, unpacked; packed ones may be tiny.
Result<ArchivedScore> scoreOf(Reader& in, ZipReader& zip, std::size_t number, std::uint64_t& gridBytes) {
  // Names of files are made here: none is taken from the archive.
  const std::string stem = "scores/" + std::to_string(number);
  ArchivedScore score;
  score.path = boundedTextOrNull(in, "path");
  score.parameters = boundedText(in, "parameters");
  score.rules = boundedTextOrNull(in, "rules");
  score.stored = time(in, "stored");
  auto json = zip.read(stem + ".json");
  if (!json) return fail(json.error());
  score.json = std::move(*json);
  if (auto good = checkScore(score, stem + ".json"); !good) return fail(good.error());
  if (in.isGiven("outline")) {
    Reader outline = in.object("outline");
    score.outlineId = uuid(outline);
    auto geometry = zip.read(stem + ".geojson");
    if (!geometry) return fail(geometry.error());
    score.outline = std::move(*geometry);
    if (auto good = checkOutline(score.outline, stem + ".geojson"); !good) return fail(good.error());
  }
  const std::size_t grids = in.texts("grids").size();
  for (std::size_t i = 0; i < grids; ++i) {
    const std::string name = stem + "-" + std::to_string(i) + ".grid";
    auto grid = zip.read(name);
    if (!grid) return fail(grid.error());
    const auto unpacked = unpackGrid(*grid);
    if (!unpacked) return failIn(name, unpacked.error());
    gridBytes += unpacked->tiles.size() * (sizeof(TilePosition) + sizeof(double) * unpacked->members.size());
    if (gridBytes > kMostUnpackedBytes) return fail(ErrorKind::corrupt, "its grids are larger than those of a case");
    score.grids.push_back(std::move(*grid));
  }
  return score;
}

// --- the case

void readCase(Reader& in, ArchivedCase& out) {
  out.uuid = uuid(in);
  out.name = {numberLike(in, "site"), numberLike(in, "accession")};
  out.pending = in.flag("pending");
  for (Reader& one : in.objects("numbers")) {
    out.numbers.push_back({numberLike(one, "number"), one.text("kind")});
    if (const std::string& kind = out.numbers.back().kind; kind != "order" && kind != "former")
      one.fail("kind", "must be order or former");
  }
  out.priority = in.flag("urgent") ? Priority::urgent : Priority::routine;
  const std::string state = in.text("state");
  if (state != toText(CaseState::open) && state != toText(CaseState::closed) && state != toText(CaseState::cancelled))
    in.fail("state", "must be open, closed or cancelled");
  for (const CaseState one : {CaseState::closed, CaseState::cancelled})
    if (state == toText(one)) out.state = one;
  out.received = time(in, "received");
  out.stated = time(in, "stated");
  out.created = time(in, "created");
  out.comment = boundedTextOrNull(in, "comment");
  out.note = boundedTextOrNull(in, "note");
  if (in.isGiven("patient")) {
    Reader patient = in.object("patient");
    out.patient = patientOf(patient);
  }
  std::set<std::string> labels;
  for (Reader& one : in.objects("specimens")) {
    out.specimens.push_back(specimenOf(one));
    if (!labels.insert(out.specimens.back().label).second) in.fail("specimens", "has two of one label");
  }
  for (Reader& one : in.objects("staging")) out.staging.push_back(factOf(one));
  for (Reader& one : in.objects("flags")) {
    out.flags.push_back(flagIn(one));
    if (out.flags.back().ofPatient && !out.patient) one.fail("of", "is a patient, and the case has none");
  }
}

Result<void> readScores(Reader& in, ZipReader& zip, ArchivedCase& out) {
  std::size_t number = 0;
  std::uint64_t gridBytes = 0;
  for (Reader& one : in.objects("scores")) {
    auto score = scoreOf(one, zip, ++number, gridBytes);
    if (!score) return fail(score.error());
    out.scores.push_back(std::move(*score));
  }
  return {};
}

std::set<std::string> fingerprintsOf(const ArchivedCase& of) {
  std::set<std::string> fingerprints;
  for (const ArchivedSpecimen& specimen : of.specimens)
    for (const ArchivedBlock& block : specimen.blocks)
      for (const ArchivedGlass& glass : block.slides)
        for (const ArchivedScan& scan : glass.scans) fingerprints.insert(scan.fingerprint);
  return fingerprints;
}

// Scores and drawings are of slides of the case and of nothing else.
Result<void> checkSlides(const ArchivedCase& of) {
  const std::set<std::string> slides = fingerprintsOf(of);
  for (const ArchivedScore& one : of.scores)
    if (const auto score = parseScore(one.json); !score || !slides.contains(score->slide.fingerprint))
      return fail(ErrorKind::corrupt, "a score is of a slide that the case has not");
  return {};
}

Result<void> readDrawings(Reader& in, ZipReader& zip, ArchivedCase& out) {
  // In the order of the list, but only of slides of the case, each once.
  const std::vector<std::string> files = in.texts("drawings");
  std::set<std::string> slides = fingerprintsOf(out);
  for (const std::string& file : files) {
    const auto slide =
        std::ranges::find_if(slides, [&](const auto& one) { return file == "drawings/" + one + ".json"; });
    if (slide == slides.end()) return fail(ErrorKind::corrupt, "drawings are of a slide that the case has not");
    auto text = zip.read(file);
    if (!text) return fail(text.error());
    auto drawings = parseDrawings(*text);
    if (!drawings) return failIn(file, drawings.error());
    if (drawings->fingerprint != *slide) return fail(ErrorKind::corrupt, file + " is of another slide");
    slides.erase(slide);
    out.drawings.push_back(std::move(*drawings));
  }
  return {};
}

bool isMadeOf(std::string_view text, std::string_view letters) {
  return text.find_first_not_of(letters) == std::string_view::npos;
}

}  // namespace

bool isUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !isMadeOf(text.substr(i, 1), "0123456789abcdef")) return false;
  }
  return true;
}

bool isFingerprint(std::string_view text) {
  return !text.empty() && text.size() <= 128 && isMadeOf(text, "0123456789abcdef");
}

bool isTime(std::string_view text) { return text.size() <= 40 && isMadeOf(text, "0123456789-:.+TZ"); }

Result<ReadArchive> parseArchive(ZipReader& zip) {
  if (!zip.has("case.json")) return fail(ErrorKind::corrupt, "it is no case: case.json is missing");
  const auto text = zip.read("case.json", kMostCaseBytes);
  if (!text) return fail(text.error());
  const auto json = parseJson(*text);
  if (!json) return failIn("case.json", json.error());
  std::optional<Error> error;
  Reader in(error, &*json, "case.json");
  constexpr std::string_view kFormat = "snitt-case/";
  const std::string format = in.text("format");
  if (error || !format.starts_with(kFormat)) return fail(ErrorKind::corrupt, "it is no case: case.json has no format");
  if (format != "snitt-case/1")
    return fail(ErrorKind::unsupported, "its format is newer than this program, which reads snitt-case/1");
  ReadArchive out;
  out.archived.masked = in.flag("masked");
  Reader of = in.object("case");
  if (!error) readCase(of, out.archived);
  if (!error && out.archived.masked &&
      (out.archived.patient || !out.archived.comment.empty() || !out.archived.note.empty()))
    in.fail("masked", "is true, and the case names its patient");
  if (error) return fail(*error);
  if (auto read = readScores(of, zip, out.archived); !read) return fail(read.error());
  if (auto good = checkSlides(out.archived); !good) return fail(good.error());
  if (auto read = readDrawings(of, zip, out.archived); !read) return fail(read.error());
  const auto history = json->find("history");
  if (history != json->end() && history->is_array())
    for (const auto& one : *history) {
      if (out.history.size() == kMostEvents) break;
      Reader event(error, &one, "history");
      out.history.push_back(eventOf(event, one));
    }
  if (error) return fail(*error);
  return out;
}

}  // namespace snitt

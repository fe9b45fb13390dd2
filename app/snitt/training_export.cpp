#include "app/snitt/training_export_p.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "app/snitt/masked_name.h"
#include "app/snitt/result_folder.h"
#include "core/atomic_file.h"
#include "core/cohort/slide_list.h"
#include "core/csv.h"
#include "core/drawing/outline_file.h"
#include "tiling/slide_reader.h"

namespace snitt::app {
namespace fs = std::filesystem;

namespace {

std::string folded(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name == "tumour" ? "tumor" : name;
}

Result<CsvTable> tableOf(const TrainingExportOptions& options) {
  if (options.list.empty() == options.slides.empty())
    return fail(ErrorKind::usage, "name either slides or a list of them with --list");
  CsvTable table;
  if (options.list.empty()) {
    table.header = {"path"};
    for (const auto& slide : withoutRepeats(options.slides)) table.rows.push_back({slide.string()});
    return table;
  }
  const auto text = readFile(options.list);
  if (!text) return fail(text.error());
  // What `train` would refuse is refused here, before anybody copies it somewhere.
  const auto list = parseSlideList(*text, fs::absolute(options.list).parent_path());
  if (!list) return failIn(options.list.string(), list.error());
  auto parsed = parseCsv(*text);
  if (!parsed) return failIn(options.list.string(), parsed.error());
  return std::move(*parsed);
}

Result<void> checkEmpty(const fs::path& out) {
  std::error_code error;
  if (fs::exists(out, error) && !fs::is_empty(out, error))
    return fail(ErrorKind::usage, out.string() + " is not empty: name a new folder");
  return makeFolder(out / "outlines");
}

struct Outlines {
  std::vector<AnnotationPtr> counted;
  std::size_t unverified = 0;
};

Result<std::string> fingerprintAt(const fs::path& slide) {
  const auto reader = openSlide(slide);
  if (!reader) return fail(reader.error());
  return fingerprintOf((*reader)->info());
}

// What the row calls the slide's case; nothing where it does not tell both.
std::optional<CaseName> caseInRow(const CsvTable& table, const CsvRow& row) {
  const auto cell = [&](const char* name) {
    const auto at = table.column(name);
    return at && !isMissing(row[*at]) ? row[*at] : std::string();
  };
  const CaseName name{cell("site"), cell("accession")};
  return name.site.empty() || name.accession.empty() ? std::nullopt : std::optional(name);
}

// A list is exported, and is there to learn from: what forbids either keeps a slide out of it. A slide that cannot be
// read is known by its row alone.
Result<std::optional<std::string>> refusalOf(FlagGate& gate, const std::string& fingerprint,
                                             const std::optional<CaseName>& listed) {
  auto refused = gate.refusal(fingerprint, listed, Use::training);
  if (!refused || *refused) return refused;
  refused = gate.refusal(fingerprint, listed, Use::exporting);
  if (!refused || *refused) return refused;
  const auto masked = gate.maskedName(fingerprint);
  if (!masked) return fail(masked.error());
  if (*masked) return maskedRefusal("the list would tell where it lies").message;
  return std::nullopt;
}

Result<Outlines> outlinesOf(const std::string& fingerprint, const std::string& className, const DrawingPlaces& places) {
  const auto drawn = readDrawing(fingerprint, places);
  if (!drawn) return fail(drawn.error());
  Outlines outlines;
  for (const PlacedAnnotation& placed : drawn->annotations) {
    const AnnotationPtr& one = placed.annotation;
    const bool counts = one->kind == ObjectKind::annotation && !one->geometry.areas.empty() &&
                        one->shape != Shape::fieldFrame && folded(one->className) == className;
    if (counts && one->origin == Origin::ai)
      ++outlines.unverified;
    else if (counts)
      outlines.counted.push_back(one);
  }
  return outlines;
}

std::size_t columnIn(CsvTable& table, const std::string& name) {
  if (const auto at = table.column(name)) return *at;
  table.header.push_back(name);
  for (CsvRow& row : table.rows) row.emplace_back();
  return table.header.size() - 1;
}

fs::path absoluteFrom(const fs::path& folder, const std::string& cell) {
  const fs::path path = cell;
  return (path.is_absolute() ? path : folder / path).lexically_normal();
}

}  // namespace

nlohmann::ordered_json TrainingExport::json() const {
  return {{"format", "snitt-training-export/1"},
          {"list", list.string()},
          {"slides", slides},
          {"withOutline", outlined},
          {"outlines", outlines},
          {"unverifiedLeftOut", unverified},
          {"leftOut", leftOut.total()},
          {"leftOutBecause", leftOut.sentence()},
          {"failed", failed}};
}

std::string TrainingExport::text() const {
  std::string text = fmt::format("{}: {} slides, {} of them with an outline from a drawing ({} annotations)\n",
                                 list.string(), slides, outlined, outlines);
  if (unverified > 0)
    text += fmt::format("  {} annotations of a network are left out, since nobody has verified them\n", unverified);
  if (leftOut.any()) text += fmt::format("  {}\n", leftOut.sentence());
  for (const std::string& sentence : failed) text += "  " + sentence + "\n";
  return text;
}

Result<TrainingExport> exportTrainingList(const TrainingExportOptions& options, const DrawingPlaces& places,
                                          FlagGate& gate, const Session& session) {
  auto table = tableOf(options);
  if (!table) return fail(table.error());
  if (auto empty = checkEmpty(options.out); !empty) return fail(empty.error());
  std::vector<CsvRow> kept;
  const fs::path folder = options.list.empty() ? fs::current_path() : fs::absolute(options.list).parent_path();
  const std::string className = folded(options.className);
  const std::size_t path = columnIn(*table, "path");
  const std::size_t tumour = columnIn(*table, "tumour");
  TrainingExport made;
  made.list = options.out / "list.csv";
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    if (session.stopped()) return fail(ErrorKind::cancelled, "stopped before the list was written");
    CsvRow& row = table->rows[i];
    // The list lies elsewhere now.
    const fs::path slide = absoluteFrom(folder, row[path]);
    row[path] = slide.string();
    if (!isMissing(row[tumour])) row[tumour] = absoluteFrom(folder, row[tumour]).string();
    const auto fingerprint = fingerprintAt(slide);
    const auto refused = refusalOf(gate, fingerprint.value_or(""), caseInRow(*table, row));
    if (!refused) return fail(refused.error());
    if (*refused) {
      made.leftOut.add(**refused);
      continue;
    }
    ++made.slides;
    CsvRow& listed = kept.emplace_back(row);
    const auto outlines =
        fingerprint.and_then([&](const std::string& known) { return outlinesOf(known, className, places); });
    if (!outlines) {
      made.failed.push_back(fmt::format("row {}: {}", i + 2, outlines.error().message));
      continue;
    }
    if (auto logged = gate.exported(*fingerprint, "training list"); !logged) return fail(logged.error());
    made.unverified += outlines->unverified;
    if (outlines->counted.empty()) continue;
    const std::string name = fmt::format("outlines/{}-{}.geojson", i + 1, resultName(slide));
    if (auto saved = writeFileAtomically(options.out / name, outlineFile(outlines->counted)); !saved)
      return fail(saved.error());
    listed[tumour] = name;
    ++made.outlined;
    made.outlines += outlines->counted.size();
  }
  std::string text = csvRow(table->header);
  if (kept.empty() && made.leftOut.any())
    return fail(ErrorKind::refused, "nothing is exported: " + made.leftOut.sentence());
  for (const CsvRow& row : kept) text += csvRow(row);
  if (auto saved = writeFileAtomically(made.list, text); !saved) return fail(saved.error());
  return made;
}

}  // namespace snitt::app

// snitt export annotations|training: what people have drawn, for other programs and for learning.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/snitt/drawing_places.h"
#include "app/snitt/flag_gate.h"
#include "app/snitt/masked_name.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/training_export_p.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/exchange/annotation_file.h"
#include "tiling/slide_reader.h"

namespace snitt::app {

namespace {

struct AnnotationsOptions {
  std::vector<std::filesystem::path> slides;
  std::filesystem::path out;
  std::string format = "geojson";
};

struct ExportedFile {
  std::filesystem::path file;  // empty: nothing is drawn on the slide
  std::size_t annotations = 0;
  std::vector<std::string> findings;
  std::string name;     // what the slide is called where its file's name may not be shown; empty: it may
  std::string refused;  // why it is not exported; empty: it may be
};

Result<ExportedFile> exportOne(const std::filesystem::path& slide, const AnnotationsOptions& options,
                               AnnotationFormat format, const DrawingPlaces& places, FlagGate& gate, bool nameShared) {
  const auto reader = openSlide(slide);
  if (!reader) return fail(reader.error());
  const SlideInfo& info = (*reader)->info();
  const auto fingerprint = fingerprintOf(info);
  if (!fingerprint) return fail(fingerprint.error());
  ExportedFile exported;
  auto refused = gate.refusal(*fingerprint, std::nullopt, Use::exporting);
  if (!refused) return fail(refused.error());
  if (*refused) {
    exported.refused = std::move(**refused);
    return exported;
  }
  auto masked = gate.maskedName(*fingerprint);
  if (!masked) return fail(masked.error());
  exported.name = masked->value_or("");
  const auto drawn = readDrawing(*fingerprint, places);
  if (!drawn) return fail(drawn.error());
  exported.annotations = drawn->annotations.size();
  if (drawn->annotations.empty()) return exported;
  std::vector<Annotation> annotations;
  for (const PlacedAnnotation& one : drawn->annotations) annotations.push_back(*one.annotation);
  WriteOptions writing;
  writing.slideName = masked->value_or(slide.filename().string());
  writing.slideWidthPx = static_cast<double>(info.levels.front().widthPx);
  writing.slideHeightPx = static_cast<double>(info.levels.front().heightPx);
  if (info.mpp) writing.mpp = (info.mpp->x + info.mpp->y) / 2;
  auto written = writeAnnotations(annotations, format, writing);
  if (!written) return fail(written.error());
  const std::string name = *masked ? fileStemOf(**masked, *fingerprint)
                                   : resultName(slide) + (nameShared ? "-" + fingerprint->substr(0, 8) : std::string());
  exported.file = options.out / (name + std::string(extensionOf(format)));
  exported.findings = std::move(written->findings);
  if (const auto logged = gate.exported(*fingerprint, "annotations"); !logged) return fail(logged.error());
  if (const auto saved = writeFileAtomically(exported.file, written->text); !saved) return fail(saved.error());
  return exported;
}

ExitCode exportAnnotations(const AnnotationsOptions& options, const Session& session) {
  const auto format = annotationFormatOf(options.format);
  if (!format) return complain({ErrorKind::usage, "--format is geojson, asap, aperio or darwin"});
  if (const auto made = makeFolder(options.out); !made) return complain(made.error());
  const auto places = drawingPlaces(session.options());
  if (!places) return complain(places.error());
  auto gate = FlagGate::open(session.options());
  if (!gate) return complain(gate.error());
  LeftOutCount leftOut;
  const auto slides = withoutRepeats(options.slides);
  nlohmann::ordered_json results{{"format", "snitt-export/1"}, {"slides", nlohmann::ordered_json::array()}};
  ExitCode code = allDone;
  for (const auto& slide : slides) {
    if (session.stopped()) return interrupted;
    const auto done = exportOne(slide, options, *format, *places, *gate, nameIsShared(slides, slide));
    auto& told = results["slides"].emplace_back();
    const std::string shown = done && !done->name.empty() ? done->name : slide.string();
    told["slide"] = shown;
    told["status"] = !done ? "failed" : done->file.empty() ? "nothing drawn" : "exported";
    if (!done) {
      told["reason"] = done.error().message;
      Error error = done.error();
      if (error.message.find(slide.string()) == std::string::npos)
        error.message = slide.string() + ": " + error.message;
      code = worst(code, complain(error));
      continue;
    }
    if (!done->refused.empty()) {
      told["status"] = "refused";
      told["reason"] = done->refused;
      leftOut.add(done->refused);
      code = worst(code, complain({ErrorKind::refused, slide.string() + ": " + done->refused}));
      continue;
    }
    told["annotations"] = done->annotations;
    told["findings"] = done->findings;
    if (!done->file.empty()) told["file"] = done->file.string();
    if (session.options().json) continue;
    if (done->file.empty())
      std::cout << shown << ": nothing is drawn on it\n";
    else
      std::cout << done->file.string() << ": " << done->annotations << " annotations\n";
    for (const std::string& finding : done->findings) std::cout << "  " << finding << "\n";
    std::cout << std::flush;
  }
  results["leftOut"] = leftOut.total();
  if (session.options().json)
    std::cout << results.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  else if (leftOut.any())
    std::cout << leftOut.sentence() << std::endl;
  return code;
}

ExitCode exportTraining(const TrainingExportOptions& options, const Session& session) {
  const auto places = drawingPlaces(session.options());
  if (!places) return complain(places.error());
  auto gate = FlagGate::open(session.options());
  if (!gate) return complain(gate.error());
  const auto made = exportTrainingList(options, *places, *gate, session);
  if (!made) return complain(made.error());
  if (session.options().json) {
    std::cout << made->json().dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
  } else {
    std::cout << made->text() << std::flush;
  }
  if (!made->failed.empty()) return fault;
  // Of a list, slides that are left out are results; of slides that somebody named, refusals.
  return made->leftOut.any() && options.list.empty() ? safetyRefusal : allDone;
}

}  // namespace

void addExport(CLI::App& app, Verb& run) {
  CLI::App* verb = app.add_subcommand("export", "What people have drawn on slides, as files");
  verb->require_subcommand(1);

  auto annotations = std::make_shared<AnnotationsOptions>();
  CLI::App* drawn = verb->add_subcommand("annotations", "Annotations for QuPath, ASAP, ImageScope or Darwin");
  drawn->add_option("slide", annotations->slides, "Slides")->required()->check(notBlank());
  drawn->add_option("--out", annotations->out, "Folder for the files, one a slide")->required()->check(notBlank());
  drawn
      ->add_option("--format", annotations->format,
                   "geojson (QuPath; keeps all of an annotation), asap, aperio or darwin")
      ->check(CLI::IsMember({"geojson", "asap", "aperio", "darwin"}));
  drawn->callback([&run, annotations] {
    run = [annotations](Session& session) { return exportAnnotations(*annotations, session); };
  });

  auto training = std::make_shared<TrainingExportOptions>();
  CLI::App* learn = verb->add_subcommand("training", "Corrected outlines with their slides, as a list for snitt train");
  learn->add_option("slide", training->slides, "Slides, where there is no list of them")->check(notBlank());
  learn->add_option("--list", training->list, "Slide list (CSV) whose rows are carried through")->check(notBlank());
  learn->add_option("--out", training->out, "New or empty folder for list.csv and the outlines")
      ->required()
      ->check(notBlank());
  learn->add_option("--class", training->className, "Class of the outlines that count (default: Tumor)");
  learn->callback(
      [&run, training] { run = [training](Session& session) { return exportTraining(*training, session); }; });
}

}  // namespace snitt::app

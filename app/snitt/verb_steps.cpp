// snitt tissue|segment|tiles SLIDE: the single steps of a score, by the same code.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <iostream>
#include <nlohmann/json.hpp>

#include "app/snitt/masked_name.h"
#include "app/snitt/result_folder.h"
#include "app/snitt/score_output.h"
#include "app/snitt/slide_options.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"
#include "core/atomic_file.h"
#include "core/wsinfer/wsinfer_model.h"
#include "inference/model.h"
#include "inference/tile_scoring.h"
#include "tiling/mask_tiff.h"
#include "tiling/quality.h"

namespace snitt::app {

namespace {

struct StepOptions {
  std::filesystem::path slide;
  std::filesystem::path bundle;
  std::filesystem::path out;
  ScaleOptions scale;
  TumourOption tumour;
  bool untrusted = false;
};

// A slide with its scale and tissue: where every step begins.
struct OpenSlide {
  std::unique_ptr<SlideReader> reader;
  SlideScale scale;
  TissueMap tissue;
  std::string name;              // as this person may read it: the path, or what the slide is called instead
  std::filesystem::path folder;  // of the results
};

Result<OpenSlide> openForStep(const StepOptions& options, Session& session, const RunControl& control) {
  const auto typed = options.scale.typed();
  if (!typed) return fail(typed.error());
  auto reader = openSlide(options.slide);
  if (!reader) return fail(reader.error());
  auto scale = resolveScale((*reader)->info(), *typed);
  if (!scale) return failIn(options.slide.string(), scale.error());
  const auto fingerprint = fingerprintOf((*reader)->info());
  if (!fingerprint) return fail(fingerprint.error());
  MaskGate gate = MaskGate::open(session.options());
  const auto masked = gate.maskedName(*fingerprint);
  if (masked) session.notify(gate.why());
  auto tissue = findTissue(**reader, *scale, control);
  if (!tissue) return fail(tissue.error());
  return OpenSlide{std::move(*reader), std::move(*scale), std::move(*tissue), masked.value_or(options.slide.string()),
                   options.out / (masked ? fileStemOf(*masked, *fingerprint) : resultName(options.slide))};
}

Result<LoadedModel> loadForStep(const StepOptions& options, const Session& session) {
  if (isWsinferFolder(options.bundle))
    return fail(ErrorKind::usage,
                options.bundle.string() + " is a WSInfer model, which finds no tumour; use it with snitt score");
  const CommonOptions& common = session.options();
  return loadModel(options.bundle, common.engine, trustRules(options.untrusted));
}

// "" where all code was vouched for.
std::string untrustedText(const Bundle& bundle) {
  std::string text;
  for (const UntrustedCode& one : bundle.untrustedCode())
    text += fmt::format("{}{} (sha256 {})", text.empty() ? "" : ", ", one.file, one.sha256);
  return text;
}

// The mask as TIFF beside its outline as GeoJSON.
Result<void> writeRegion(const std::filesystem::path& folder, const std::string& name, const TumourRegion& region,
                         const SlideScale& scale, const std::string& notice) {
  return makeFolder(folder)
      .and_then([&] {
        return writeMaskTiff(folder / (name + ".tif"), region.mask, region.downsample * scale.meanMpp(), notice);
      })
      .and_then([&] {
        return writeFileAtomically(folder / (name + ".geojson"),
                                   tumourGeoJson(region.polygons, region.source, region.areaMm2, notice));
      });
}

void print(const Session& session, const nlohmann::ordered_json& json) {
  if (session.options().json) {
    std::cout << json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << std::endl;
    return;
  }
  for (const auto& [key, value] : json.items()) {
    if (key == "format" || value == "") continue;
    const std::string text = value.is_string()         ? value.get<std::string>()
                             : value.is_number_float() ? fmt::format("{:.4g}", value.get<double>())
                                                       : value.dump();
    std::cout << fmt::format("  {:<16} {}\n", key, text);
  }
}

ExitCode tissueVerb(const StepOptions& options, Session& session) {
  const RunControl control = session.control();
  const auto slide = openForStep(options, session, control);
  if (!slide) return complain(slide.error());
  const auto quality = measureQuality(*slide->reader, slide->scale, slide->tissue, slide->tissue.tissue, control);
  if (!quality) return complain(quality.error());
  const TumourRegion region = tumourIsTissue(slide->tissue, slide->scale);
  const std::filesystem::path& folder = slide->folder;
  if (const auto written = writeRegion(folder, "tissue", region, slide->scale, ""); !written)
    return complain(written.error());
  session.endProgress();
  print(session, {{"format", "snitt-tissue/1"},
                  {"slide", slide->name},
                  {"stain", std::string(toText(slide->tissue.stain))},
                  {"tissueMm2", quality->areaMm2},
                  {"penShare", quality->penShare},
                  {"foldShare", quality->foldShare},
                  {"blurShare", quality->blurShare},
                  {"brightness", quality->brightness},
                  {"folder", folder.string()}});
  return allDone;
}

// The region that a score would use: the person's, all tissue, or the network's.
Result<TumourRegion> regionFor(const StepOptions& options, const OpenSlide& slide, const LoadedModel& model,
                               int threads, const RunControl& control) {
  ScoreRequest request;
  if (const auto applied = options.tumour.apply(request); !applied) return fail(applied.error());
  if (!options.tumour.text.empty() && !model.bundle.manifest.outlineAllowed)
    return fail(ErrorKind::refused, "the bundle does not allow a given outline (--tumour)");
  if (request.outline) return tumourFromOutline(request.outline->polygons, slide.reader->info(), slide.scale);
  if (request.tumourIsTissue || model.segmentation == nullptr) return tumourIsTissue(slide.tissue, slide.scale);
  return segmentTumour(*slide.reader, slide.scale, slide.tissue, model.bundle.manifest.segmentation,
                       *model.segmentation, threads, control);
}

ExitCode segmentVerb(const StepOptions& options, Session& session) {
  const RunControl control = session.control();
  const auto model = loadForStep(options, session);
  if (!model) return complain(model.error());
  const auto slide = openForStep(options, session, control);
  if (!slide) return complain(slide.error());
  const auto region = regionFor(options, *slide, *model, session.options().threadCount(), control);
  if (!region) return complain(region.error());
  const std::filesystem::path& folder = slide->folder;
  if (const auto written = writeRegion(folder, "tumour", *region, slide->scale, noticeOf(*model)); !written)
    return complain(written.error());
  session.endProgress();
  print(session, {{"format", "snitt-segment/1"},
                  {"slide", slide->name},
                  {"source", region->source},
                  {"tumourMm2", region->areaMm2},
                  {"components", region->components},
                  {"notice", noticeOf(*model)},
                  {"signature", describe(model->bundle.signature)},
                  {"untrusted", untrustedText(model->bundle)},
                  {"folder", folder.string()}});
  return allDone;
}

ExitCode tilesVerb(const StepOptions& options, Session& session) {
  const RunControl control = session.control();
  const auto model = loadForStep(options, session);
  if (!model) return complain(model.error());
  const auto slide = openForStep(options, session, control);
  if (!slide) return complain(slide.error());
  const auto region = regionFor(options, *slide, *model, session.options().threadCount(), control);
  if (!region) return complain(region.error());
  std::map<std::string, std::string> files;
  nlohmann::ordered_json result{{"format", "snitt-tiles/1"}, {"slide", slide->name}};
  for (const ResolutionSpec& spec : model->bundle.manifest.resolutions) {
    const auto plan = planTiles(planRequest(spec, slide->scale), region->mask, region->downsample);
    if (!plan) return complain(plan.error());
    files["plan-" + spec.name + ".csv"] = formatPlan(*plan);
    result["tiles"][spec.name] = plan->tiles.size();
  }
  const std::filesystem::path& folder = slide->folder;
  if (const auto written = writeTogether(folder, files, files.begin()->first); !written)
    return complain(written.error());
  session.endProgress();
  result["notice"] = noticeOf(*model);
  result["folder"] = folder.string();
  print(session, result);
  return allDone;
}

using StepFunction = ExitCode (*)(const StepOptions&, Session&);

void addStep(CLI::App& app, Verb& run, const char* name, const char* help, bool needsBundle, StepFunction step) {
  auto options = std::make_shared<StepOptions>();
  CLI::App* verb = app.add_subcommand(name, help);
  verb->add_option("slide", options->slide, "Slide")->required();
  if (needsBundle) {
    verb->add_option("--bundle", options->bundle, "Folder of the model bundle")->required()->check(notBlank());
    addUntrustedOption(*verb, options->untrusted);
  }
  verb->add_option("--out", options->out, "Folder for the results")->required()->check(notBlank());
  addScaleOptions(*verb, options->scale);
  if (step == tilesVerb) addTumourOption(*verb, options->tumour);
  verb->callback(
      [&run, options, step] { run = [options, step](Session& session) { return step(*options, session); }; });
}

}  // namespace

void addTissue(CLI::App& app, Verb& run) {
  addStep(app, run, "tissue", "Find tissue and measure image quality: mask (TIFF), outline (GeoJSON)", false,
          tissueVerb);
}

void addSegment(CLI::App& app, Verb& run) {
  addStep(app, run, "segment", "Find the tumour with the bundle's network: mask (TIFF), outline (GeoJSON)", true,
          segmentVerb);
}

void addTiles(CLI::App& app, Verb& run) {
  addStep(app, run, "tiles", "Plan the tiles that a score would use: one CSV a resolution", true, tilesVerb);
}

}  // namespace snitt::app

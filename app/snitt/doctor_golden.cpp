// snitt doctor --golden and --golden-add: does this installation compute what it should?
#include <fmt/format.h>

#include <iostream>

#include "app/snitt/doctor.h"
#include "app/snitt/trust_options.h"
#include "core/os/os.h"
#include "core/text/number.h"
#include "inference/golden/golden_run.h"

namespace snitt::app {

namespace {

constexpr int kDecimals = 6;

GoldenRun runOf(const Session& session) {
  return {session.options().threadCount(), std::string("snitt ") + SNITT_VERSION, typist()};
}

std::string rowOf(const std::string& what, const std::string& expected, const std::string& found,
                  const std::string& difference, const std::string& tolerance, std::string_view verdict) {
  return fmt::format("  {:<28} {:>10} {:>10} {:>10} {:>10}  {}\n", what, expected, found, difference, tolerance,
                     verdict);
}

std::string tableOf(const GoldenOutcome& slide) {
  std::string text =
      fmt::format("{} ({}){}\n", slide.slide, slide.origin == GoldenOrigin::bundle ? "of the bundle" : "of this site",
                  slide.path.device.empty() ? "" : ": " + describe(slide.path));
  if (!slide.notCompared.empty()) return text + fmt::format("  not compared: {}\n", slide.notCompared);
  for (const std::string& note : slide.notes) text += fmt::format("  note: {}\n", note);
  if (!slide.problem.empty()) return text + fmt::format("  FAIL: {}\n", slide.problem);
  text += rowOf("", "expected", "found", "difference", "tolerance", "");
  for (const GoldenValue& value : slide.values)
    text += rowOf(value.what, fixed(value.expected, kDecimals), fixed(value.found, kDecimals),
                  fmt::format("{:.1e}", value.difference()), fmt::format("{:.1e}", value.tolerance),
                  value.passes() ? "pass" : "FAIL");
  if (slide.prognosis) {
    const GoldenClass& one = *slide.prognosis;
    text += rowOf("class", one.expected, one.found, "", "", one.verdict());
    if (!one.open.empty()) text += fmt::format("  note: the class is not decided by this slide, since {}\n", one.open);
  }
  return text;
}

}  // namespace

std::string goldenTable(const GoldenReport& report) {
  std::string text = fmt::format("{} {} ({:.16})\n", report.bundleName, report.bundleVersion, report.bundleSha256);
  for (const GoldenOutcome& slide : report.slides) text += fmt::format("\n{}", tableOf(slide));
  return text;
}

Result<SiteGoldenFolder> siteGolden(const DoctorOptions& options) {
  if (!options.goldenFolder.empty()) return SiteGoldenFolder(options.goldenFolder);
  const std::filesystem::path data = os::dataFolder();
  if (data.empty())
    return fail(ErrorKind::io, "there is no home folder to keep golden slides in: name one with --golden-folder");
  return SiteGoldenFolder(data / "golden");
}

Result<GoldenReport> runGoldenCheck(const DoctorOptions& options, LoadedModel model, Session& session) {
  const auto entries = siteGolden(options).and_then([](const SiteGoldenFolder& folder) { return folder.list(); });
  if (!entries) return fail(entries.error());
  const Manifest manifest = model.bundle.manifest;
  const std::string sha256 = model.bundle.sha256;
  Scorer scorer(std::move(model));
  auto report = checkGolden(manifest, sha256, *entries, scorer, runOf(session), session.control());
  session.endProgress();
  return report;
}

ExitCode checkGoldenSlides(const DoctorOptions& options, Session& session) {
  auto model = loadModel(options.bundle, session.options().engine, trustRules(options.untrusted));
  if (!model) return complain(model.error());
  const auto report = runGoldenCheck(options, std::move(*model), session);
  if (!report) return report.error().kind == ErrorKind::cancelled ? interrupted : complain(report.error());
  if (session.options().json)
    std::cout << formatGoldenReport(*report) << std::flush;
  else if (!report->slides.empty())
    std::cout << goldenTable(*report) << (report->passes() ? fmt::format("\n{}\n", report->sentence()) : "")
              << std::flush;
  return report->passes() ? allDone : complain({ErrorKind::refused, report->sentence()});
}

ExitCode addGoldenSlide(const DoctorOptions& options, Session& session) {
  const auto folder = siteGolden(options);
  if (!folder) return complain(folder.error());
  ScoreRequest request;
  request.slide = options.goldenAdd;
  auto typed = options.scale.typed();
  if (!typed) return complain(typed.error());
  request.typedMpp = std::move(*typed);
  auto facts = parseFacts(options.facts);
  if (!facts) return complain(facts.error());
  request.facts = std::move(*facts);
  request.outsideScope = options.outsideScope;
  const GoldenRun run = runOf(session);
  request.threads = run.threads;
  request.software = run.software;
  request.typedBy = run.user;
  auto model = loadModel(options.bundle, session.options().engine, trustRules(options.untrusted));
  if (!model) return complain(model.error());
  auto contents = contentsOf(request.slide, session.control().stop);
  if (!contents) return contents.error().kind == ErrorKind::cancelled ? interrupted : complain(contents.error());
  // A slide may take an hour; that it is golden already is told before.
  if (auto free = folder->checkNew(request.slide, contents->sha256, model->bundle.sha256); !free)
    return complain(free.error());
  request.knownHash = *std::move(contents);
  Scorer scorer(std::move(*model));
  const auto golden = makeSiteGolden(request, scorer, session.control());
  session.endProgress();
  if (!golden) return golden.error().kind == ErrorKind::cancelled ? interrupted : complain(golden.error());
  const auto file = folder->add(*golden);
  if (!file) return complain(file.error());
  if (session.options().json)
    std::cout << formatSiteGolden(*golden) << std::flush;
  else
    std::cout << fmt::format("{} is a golden slide of {} {} from now on (class {}, combined {}); kept in {}\n",
                             golden->slide, golden->bundleId, golden->bundleVersion, golden->scores.prognosis,
                             fixed(golden->scores.combined, kDecimals), file->string())
              << std::flush;
  return allDone;
}

}  // namespace snitt::app

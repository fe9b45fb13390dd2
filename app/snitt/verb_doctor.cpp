// snitt doctor: what works on this machine, golden slides, qualification.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <memory>

#include "app/snitt/doctor.h"
#include "app/snitt/trust_options.h"
#include "app/snitt/validators_p.h"
#include "app/snitt/verbs.h"

namespace snitt::app {

namespace {

// What was given but would change nothing is a mistake that a person must see.
Result<void> checkOptions(const DoctorOptions& options) {
  const std::array asked{options.golden, !options.goldenAdd.empty(), !options.qualify.empty()};
  const auto count = std::ranges::count(asked, true);
  if (count > 1) return fail(ErrorKind::usage, "--golden, --golden-add and --qualify are asked for one at a time");
  if (count == 1 && options.bundle.empty())
    return fail(ErrorKind::usage, "golden slides belong to a bundle: name it with --bundle");
  if (count == 0 && (!options.goldenFolder.empty() || options.untrusted))
    return fail(ErrorKind::usage, "--golden-folder and --untrusted belong to --golden, --golden-add and --qualify");
  const bool described =
      options.scale.mpp || !options.scale.reason.empty() || !options.facts.empty() || !options.outsideScope.empty();
  if (options.goldenAdd.empty() && described)
    return fail(ErrorKind::usage, "--mpp, --mpp-reason, --fact and --outside-scope belong to --golden-add");
  return {};
}

ExitCode runDoctor(const DoctorOptions& options, Session& session) {
  if (auto sound = checkOptions(options); !sound) return complain(sound.error());
  if (options.golden) return checkGoldenSlides(options, session);
  if (!options.goldenAdd.empty()) return addGoldenSlide(options, session);
  if (!options.qualify.empty()) return qualify(options, session);
  return examine(options.bundle, session);
}

}  // namespace

void addDoctor(CLI::App& app, Verb& run) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* verb =
      app.add_subcommand("doctor", "What works on this machine; golden slides; qualification of the installation");
  verb->add_option("--bundle", options->bundle, "Also load this bundle")->check(notBlank());
  verb->add_flag("--golden", options->golden,
                 "Score the bundle's golden slides and this site's, and compare with what is stored");
  verb->add_option("--golden-add", options->goldenAdd, "Make this SLIDE a golden slide of this site for the bundle")
      ->check(notBlank());
  verb->add_option("--qualify", options->qualify, "Check, and write qualification-DATE.pdf and .json into DIR")
      ->check(notBlank());
  verb->add_option("--golden-folder", options->goldenFolder,
                   "Where this site's golden slides are kept (default: golden in your data folder)")
      ->check(notBlank());
  addScaleOptions(*verb, options->scale);
  verb->add_option("--fact", options->facts, "With --golden-add: KEY=VALUE that the file cannot tell")
      ->check(notBlank());
  verb->add_option("--outside-scope", options->outsideScope,
                   "With --golden-add: score a slide that the bundle was not made for; the reason is kept")
      ->check(notBlank());
  addUntrustedOption(*verb, options->untrusted);
  verb->callback([&run, options] { run = [options](Session& session) { return runDoctor(*options, session); }; });
}

}  // namespace snitt::app

// snitt: the command line. Parses, wires, runs; everything else is in the layers below.
#include <CLI/CLI.hpp>

#include <iostream>

#include "app/snitt/common_options.h"
#include "app/snitt/verbs.h"
#include "core/log.h"
#include "core/os/os.h"
#include "inference/engine/engine.h"
#include "tiling/libraries.h"

namespace {

using namespace snitt;
using namespace snitt::app;

ExitCode runVerb(const Verb& verb, const CommonOptions& options) {
  Session session(options);
  session.listen();
  log::start();
  const ExitCode code = verb(session);
  session.endProgress();
  if (session.stopped() && code != allDone) return interrupted;
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  os::tuneAllocator();
  CLI::App app("Snitt scores whole-slide images of colorectal cancer. Research software: not for diagnosis.", "snitt");
  app.set_version_flag("--version", std::string("snitt ") + SNITT_VERSION);
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.get_formatter()->column_width(36);
  CommonOptions options;
  addCommonOptions(app, options);
  Verb verb;
  for (const auto add : {addScore, addInfo, addTissue, addSegment, addTiles, addBundle, addDoctor}) add(app, verb);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    return complain({ErrorKind::usage, std::string(error.what()) + " (snitt --help shows how)"});
  }
  if (!verb) return complain({ErrorKind::usage, "a verb is missing: score, info, tissue … (snitt --help lists them)"});
  try {
    useOneThreadPerWorker();
    useOneThreadPerWorkerForPixels();
    return runVerb(verb, options);
  } catch (const std::bad_alloc&) {
    return complain({ErrorKind::io, "memory ran out"});
  } catch (const std::exception& error) {
    return complain({ErrorKind::io, std::string("an unexpected fault: ") + error.what()});
  }
}

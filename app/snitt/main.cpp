// snitt: the command line. Parses, wires, runs; everything else is in the layers below.
#include <CLI/CLI.hpp>

#include <iostream>

#include "app/snitt/cohort/verb_cohort.h"
#include "app/snitt/common_options.h"
#include "app/snitt/validation/verb_validate.h"
#include "app/snitt/verbs.h"
#include "core/log.h"
#include "core/os/os.h"
#include "core/os/own_files.h"
#include "inference/engine/engine.h"
#include "tiling/libraries.h"

namespace {

using namespace snitt;
using namespace snitt::app;

ExitCode runVerb(const Verb& verb, Session& session) {
  session.listen();
  log::start();
  const ExitCode code = verb(session);
  session.endProgress();
  // A result that could not be told is not done, whatever was written elsewhere.
  if (code != interrupted && !(std::cout << std::flush))
    return worst(code, complain({ErrorKind::io, "standard output could not be written"}));
  if (!session.stopped() || code == allDone) return code;
  std::cerr << "snitt: interrupted; what is in the output folder is complete, nothing is half-written.\n";
  return interrupted;
}

// The parser's own words for what it does not know name no reason that a person would.
std::string worded(const CLI::ParseError& error) {
  std::string text = error.what();
  const std::size_t colon = text.rfind(": ");
  if (!text.starts_with("The following argument") || colon == std::string::npos) return text;
  return "unknown verb or option: " + text.substr(colon + 2);
}

ExitCode parseAndRun(int argc, char** argv) {
  os::tuneAllocator();
  CLI::App app("Snitt scores whole-slide images of colorectal cancer. Research software: not for diagnosis.", "snitt");
  app.set_version_flag("--version", std::string("snitt ") + SNITT_VERSION);
  app.require_subcommand(0, 1);
  app.fallthrough();
  app.get_formatter()->column_width(36);
  app.footer(
      "Exit codes: 0 all done, 1 a fault of a file, network, disk or database, 2 the command line is wrong,\n"
      "3 a safety rule refuses or the slide is not assessable, 130 interrupted.\n"
      "Options of every verb (--json, --threads, --device …): snitt --help");
  // Lives until the process ends: the threads that wait for signals and input refer to it.
  static CommonOptions options;
  addCommonOptions(app, options);
  Verb verb;
  for (const auto add : {addScore, addCohort, addCohortTask, addCohortWorker, addReport, addInfo, addTissue, addSegment, addTiles, addBundle, addDb, addPerson,
                         addAudit, addWorklist, addCase, addWatch, addSimulate, addTrain, addOutcomes, addExport,
                         addStats, addValidate, addDrift, addDoctor})
    add(app, verb);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error) == 0 && std::cout.flush() ? allDone : fault;
    return complain({ErrorKind::usage, worded(error) + " (snitt --help shows how)"});
  }
  if (!verb) return complain({ErrorKind::usage, "a verb is missing: score, info, tissue … (snitt --help lists them)"});
  useOneThreadPerWorker();
  useOneThreadPerWorkerForPixels();
  static Session session(options);
  return runVerb(verb, session);
}

int run(int argc, char** argv) {
  try {
    return parseAndRun(argc, argv);
  } catch (const std::bad_alloc&) {
    return complain({ErrorKind::io, "memory ran out"});
  } catch (const std::exception& error) {
    return complain({ErrorKind::io, std::string("an unexpected fault: ") + error.what()});
  }
}

}  // namespace

int main(int argc, char** argv) {
  os::ensureStandardStreams();
  os::tellLibrariesOfOwnFiles();
  os::endProcess(run(argc, argv));
}

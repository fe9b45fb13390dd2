// The verbs of the command line. Each adds its subcommand with its options; `run` is set when it was chosen.
#pragma once

#include <functional>

#include "app/snitt/outcome.h"
#include "app/snitt/session.h"

namespace CLI {
class App;
}

namespace snitt::app {

using Verb = std::function<ExitCode(Session&)>;

void addScore(CLI::App& app, Verb& run);
void addReport(CLI::App& app, Verb& run);
void addInfo(CLI::App& app, Verb& run);
void addTissue(CLI::App& app, Verb& run);
void addSegment(CLI::App& app, Verb& run);
void addTiles(CLI::App& app, Verb& run);
void addBundle(CLI::App& app, Verb& run);
void addDb(CLI::App& app, Verb& run);
void addPerson(CLI::App& app, Verb& run);
void addAudit(CLI::App& app, Verb& run);
void addBundleKeys(CLI::App& bundle, Verb& run);    // adds to `bundle`
void addBundleGolden(CLI::App& bundle, Verb& run);  // adds to `bundle`
void addDoctor(CLI::App& app, Verb& run);
void addStats(CLI::App& app, Verb& run);
void addDrift(CLI::App& app, Verb& run);
void addSimulate(CLI::App& app, Verb& run);
void addTrain(CLI::App& app, Verb& run);
void addOutcomes(CLI::App& app, Verb& run);
void addExport(CLI::App& app, Verb& run);
void addWorklist(CLI::App& app, Verb& run);
void addCase(CLI::App& app, Verb& run);
void addCaseFiles(CLI::App& verb, Verb& run);   // adds to `case`
void addCaseSlides(CLI::App& verb, Verb& run);  // the same
void addWatch(CLI::App& app, Verb& run);

}  // namespace snitt::app

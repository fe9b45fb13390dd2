#include "app/snitt/train_cohort.h"

namespace snitt::app {

ExitCode trainCohort(const TrainCohortOptions& options, Session&) {
  return complain({ErrorKind::unsupported, "training from " + options.cohort.string() + " is not built yet"});
}

}  // namespace snitt::app
